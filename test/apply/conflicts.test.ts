import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path/posix";
import { afterEach, beforeEach, describe, it } from "node:test";
import { runUndo } from "../../src/apply/run-undo.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import { readHistory } from "../../src/journal/read-journal.ts";
import { runKept, undoAll } from "../support/round-trip.ts";
import { takeSnapshot } from "../support/snapshot.ts";
import { assertSame, makeContext, makeFolder, runBash } from "../support/trial.ts";

/** What is run, what somebody does after that, and the path on which undo stops. */
const conflicts: readonly (readonly [line: string, later: string, path: string])[] = [
  ["echo new > notes", "echo newer > notes", "notes"],
  ["echo new > notes", "echo wen > notes", "notes"],
  ["echo new > notes", "rm notes", "notes"],
  ["echo new > notes", "chmod 777 notes", "notes"],
  ["rm notes", "echo mine > notes", "notes"],
  ["rm -r docs", "mkdir docs", "docs"],
  ["mkdir made", "touch made/mine", "made/mine"],
  ["mkdir made; echo x > made/x", "echo y > made/y", "made/y"],
  ["mv notes moved", "echo more >> moved", "moved"],
  ["mv notes docs/moved", "rm docs/moved", "notes"],
  ["rm docs/one", "rm -r docs", "docs/one"],
  ["rm docs/one", "mv docs away; ln -s away docs", "docs/one"],
  ["chmod -R 700 docs", "chmod 711 docs", "docs"],
  ["ln -s docs link", "ln -sfn notes link", "link"],
  ["echo new > new", "rm new; mkfifo new", "new"],
];

/** Later changes that are nobody's loss: undo goes on, and leaves them as they are. */
const harmless: readonly (readonly [line: string, later: string])[] = [
  ["echo new > notes", "echo x > unrelated"],
  ["rm docs/one", "echo x > docs/unrelated"],
  ["echo new > notes", "cat notes; ln notes second; rm second"],
  ["chmod -R 700 docs", "echo x > docs/unrelated; chmod 600 docs/unrelated"],
  ["touch notes", "rm docs/two"],
  ["mkdir made", "touch made/mine; rm made/mine"],
];

describe("undo after somebody else was there", () => {
  let place = "";
  let folder = "";
  let context: JournalContext;
  beforeEach(() => {
    place = makeFolder();
    folder = join(place, "work");
    spawnSync("mkdir", [folder]);
    runBash("mkdir docs; echo 1 > docs/one; echo 2 > docs/two; echo text > notes", folder);
    context = makeContext(join(place, "state"));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  for (const [line, later, path] of conflicts) {
    it(`${line} | ${later}: nothing is touched`, () => {
      const id = runKept(line, folder, context) ?? "";
      runBash(later, folder);
      const before = takeSnapshot(folder);
      const result = runUndo(id, context);
      assert.equal(result.kind, "conflict", JSON.stringify(result));
      if (result.kind !== "conflict") return;
      const paths = result.conflicts.map((conflict) => conflict.path);
      assert.ok(paths.includes(join(folder, path)), paths.join("\n"));
      assertSame(before, takeSnapshot(folder), "after the refused undo");
      assert.equal(readHistory(context, 10)[0]?.state, "done");
    });
  }

  for (const [line, later] of harmless) {
    it(`${line} | ${later}: both end well`, () => {
      runBash("cp -a . ../expected", folder);
      const id = runKept(line, folder, context) ?? "";
      runBash(later, folder);
      undoAll(id, context);
      runBash(later, join(place, "expected"));
      const expected = withoutTimes(join(place, "expected"));
      assert.deepEqual(withoutTimes(folder), expected);
    });
  }

  it("says so when there is no such entry, or it was undone already", () => {
    assert.equal(runUndo("zzzzzzz", context).kind, "missing");
    assert.equal(runUndo("../../etc", context).kind, "missing");
    const id = runKept("rm notes", folder, context) ?? "";
    undoAll(id, context);
    assert.equal(runUndo(id, context).kind, "already");
  });
});

function withoutTimes(folder: string): unknown {
  return [...takeSnapshot(folder)]
    .map(([path, { type, mode, content }]) => [path, type, mode, content])
    .sort();
}
