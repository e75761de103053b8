import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path/posix";
import { afterEach, beforeEach, describe, it } from "node:test";
import { readConflictDiff } from "../../src/apply/conflict-diff.ts";
import { runUndo } from "../../src/apply/run-undo.ts";
import type { UndoChoice } from "../../src/apply/undo-plan.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import { findLast } from "../../src/journal/read-journal.ts";
import { runKept, undoAll } from "../support/round-trip.ts";
import { takeSnapshot } from "../support/snapshot.ts";
import { assertSame, makeContext, makeFolder, runBash } from "../support/trial.ts";

const tree = `
mkdir -p docs/deep; echo 1 > docs/one; echo 2 > docs/deep/two; ln docs/one docs/twin
echo text > notes; echo other > other; chmod 640 notes; chmod 750 docs
touch -d @1500000000.000000007 notes docs/one docs/deep; touch -d @1500000001.25 docs other .
`;

describe("undo of a part", () => {
  let place = "";
  let folder = "";
  let context: JournalContext;
  beforeEach(() => {
    place = makeFolder();
    folder = join(place, "work");
    mkdirSync(folder);
    runBash(tree, folder);
    context = makeContext(join(place, "state"));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  const at = (name: string): string => join(folder, name);
  const text = (name: string): string => readFileSync(at(name), "utf8");

  function undo(id: string, choice: UndoChoice): string {
    const result = runUndo(id, context, choice);
    assert.ok(result.kind === "undone", JSON.stringify(result));
    assert.deepEqual(result.short, []);
    return result.id;
  }

  it("brings back what lies at and below a path, and the rest later", () => {
    const before = takeSnapshot(folder);
    const id = runKept("rm -r docs; echo new > notes; mv other moved", folder, context) ?? "";
    undo(id, { only: [at("docs/deep")] });
    assert.equal(text("docs/deep/two"), "2\n");
    assert.ok(!existsSync(at("docs/one")));
    assert.equal(text("notes"), "new\n");
    undo(id, { only: [at("docs/one"), at("notes")] });
    assert.equal(text("docs/one"), "1\n");
    assert.equal(text("notes"), "text\n");
    assert.equal(findLast(context), id);
    undoAll(id, context);
    assertSame(before, takeSnapshot(folder), "after all of it");
    assert.equal(runUndo(id, context).kind, "already");
  });

  it("is undone in its turn", () => {
    const id = runKept("rm -r docs; echo new > notes", folder, context) ?? "";
    const after = takeSnapshot(folder);
    const redone = undoAll(undo(id, { only: [at("docs")] }), context);
    assertSame(after, takeSnapshot(folder), "after the redo");
    assert.equal(findLast(context), redone);
    undoAll(redone, context);
    assert.equal(text("docs/one"), "1\n");
  });

  it("done, taken back and done again, still leaves the rest to be undone", () => {
    const before = takeSnapshot(folder);
    const id = runKept("rm -r docs; echo new > notes", folder, context) ?? "";
    let last = undo(id, { only: [at("docs/deep")] });
    for (let round = 0; round < 2; round += 1) last = undoAll(undoAll(last, context), context);
    assert.equal(text("docs/deep/two"), "2\n");
    assert.ok(!existsSync(at("docs/one")));
    undoAll(id, context);
    assertSame(before, takeSnapshot(folder), "after all of it");
  });

  it("says so where the entry did nothing", () => {
    const id = runKept("rm notes", folder, context) ?? "";
    assert.equal(runUndo(id, context, { only: [at("docs")] }).kind, "elsewhere");
    assert.equal(runUndo(id, context, { only: ["/nowhere"] }).kind, "elsewhere");
  });

  it("does not stop for what changed elsewhere, and touches nothing for what changed there", () => {
    const id = runKept("echo new > notes; echo new > other", folder, context) ?? "";
    writeFileSync(at("notes"), "mine\n");
    assert.equal(runUndo(id, context, { only: [at("notes")] }).kind, "conflict");
    undo(id, { only: [at("other")] });
    assert.equal(text("other"), "other\n");
    assert.equal(text("notes"), "mine\n");
  });

  it("replaces or leaves what changed since, as chosen for each, and keeps what it replaces", () => {
    const id =
      runKept("echo new > notes; echo new > other; mkdir made; echo m > made/m", folder, context) ??
      "";
    writeFileSync(at("notes"), "mine\n");
    writeFileSync(at("other"), "mine too\n");
    writeFileSync(at("made/mine"), "in it\n");
    const result = runUndo(id, context);
    assert.ok(result.kind === "conflict");
    assert.deepEqual(
      result.conflicts.map(({ path, canBeReplaced }) => [path, canBeReplaced]).sort(),
      [
        [at("made/mine"), undefined],
        [at("notes"), true],
        [at("other"), true],
      ],
    );
    assert.deepEqual(readConflictDiff(id, at("notes"), context), [
      "--- as it is now",
      "+++ as it would be again",
      "@@ -1 +1 @@",
      "-mine",
      "+text",
    ]);
    const mine = takeSnapshot(folder);
    const choice = {
      replace: new Set([at("notes")]),
      leave: new Set([at("other"), at("made/mine")]),
    };
    const undone = undo(id, choice);
    assert.deepEqual(
      [text("notes"), text("other"), text("made/mine")],
      ["text\n", "mine too\n", "in it\n"],
    );
    assert.ok(!existsSync(at("made/m")));
    undoAll(undone, context);
    assertSame(mine, takeSnapshot(folder), "after undo of the undo");
  });

  it("brings back a file that was removed since, where that is chosen", () => {
    const id = runKept("echo new > notes", folder, context) ?? "";
    rmSync(at("notes"));
    assert.equal(runUndo(id, context).kind, "conflict");
    undo(id, { replace: new Set([at("notes")]) });
    assert.equal(text("notes"), "text\n");
  });
});
