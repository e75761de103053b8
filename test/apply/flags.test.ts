import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path/posix";
import { afterEach, beforeEach, describe, it } from "node:test";
import { runLine } from "../../src/apply/run-line.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import { findLast } from "../../src/journal/read-journal.ts";
import { foreseeIn } from "../support/foresee-in.ts";
import { skipUnless } from "../support/need.ts";
import { undoAll } from "../support/round-trip.ts";
import { takeSnapshot } from "../support/snapshot.ts";
import { assertSame, makeContext, makeFolder, runBash } from "../support/trial.ts";

const tree = `
mkdir -p docs/deep; echo 1 > docs/one; echo 2 > docs/deep/two; echo text > notes; chmod 640 notes
echo log > log; ln notes $'new\\nname'; chattr +a log; chattr +Ad docs/one
touch -d @1500000000.000000007 notes docs/one docs/deep; touch -d @1500000001.25 docs .`;

const lines = [
  "chattr +i notes",
  "chattr +i notes docs; chattr -a log; chattr +S docs/one",
  "chattr -R +a docs",
  "chattr -R =i docs; chattr -R -i docs",
  "echo new > notes; chmod 600 notes; chattr +i notes",
  "chattr -a log; rm log; mv docs moved; chattr +i moved/one",
  "chattr -d docs/one; rm -r docs; mkdir docs; chattr +i docs",
];

describe("undo of what chattr sets", {
  skip: skipUnless({ root: true, tools: ["chattr"] }),
}, () => {
  let place = "";
  let folder = "";
  let context: JournalContext;
  beforeEach(() => {
    place = makeFolder();
    folder = join(place, "work");
    mkdirSync(folder);
    assert.equal(runBash(tree, folder).errors, "");
    context = makeContext(join(place, "state"));
  });
  afterEach(() => {
    spawnSync("chattr", ["-R", "-f", "-ia", place]);
    rmSync(place, { recursive: true, force: true });
  });

  for (const line of lines) {
    it(line, () => {
      const [before, flags] = [takeSnapshot(folder), listFlags()];
      const id = run(line);
      const [after, flagsAfter] = [takeSnapshot(folder), listFlags()];
      assert.equal(findLast(context), id);
      const undone = undoAll(id, context);
      assertSame(before, takeSnapshot(folder), "after undo");
      assert.deepEqual(listFlags(), flags);
      const redone = undoAll(undone, context);
      assertSame(after, takeSnapshot(folder), "after redo");
      assert.deepEqual(listFlags(), flagsAfter);
      undoAll(redone, context);
      assertSame(before, takeSnapshot(folder), "after undo of the redo");
      assert.deepEqual(listFlags(), flags);
    });
  }

  function listFlags(): readonly string[] {
    const words = ["-c", "find . ! -type l -print0 | sort -z | xargs -0 -n 1 lsattr -d"];
    return spawnSync("bash", words, { cwd: folder, encoding: "utf8" }).stdout.split("\n");
  }

  function run(line: string): string {
    const reviewed = foreseeIn(folder, line);
    const agreed = {
      reviewed,
      promised: "full",
      foresee: () => reviewed,
      keepsUndo: true,
    } as const;
    const result = runLine(agreed, () => runBash(line, folder).status ?? 1, context);
    assert.ok(result.kind === "ran" && result.undo.grade === "full", JSON.stringify(result));
    assert.equal(result.trouble, undefined);
    return result.id ?? "";
  }
});
