import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path/posix";
import { afterEach, beforeEach, describe, it } from "node:test";
import { runUndo } from "../../src/apply/run-undo.ts";
import { completeEntry } from "../../src/journal/complete.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import { keepBeforeRunning } from "../../src/journal/keep-before-running.ts";
import { sweepUnstarted } from "../../src/journal/keeping-mark.ts";
import { findLast, readHistory } from "../../src/journal/read-journal.ts";
import { repository } from "../support/repository.ts";
import { runKept, undoAll } from "../support/round-trip.ts";
import { compareSnapshots, takeSnapshot } from "../support/snapshot.ts";
import { assertSame, foreseeByTrial, makeContext, makeFolder, runBash } from "../support/trial.ts";

const tree = `
mkdir -p docs/deep; echo 1 > docs/one; echo 2 > docs/deep/two; ln docs/one twin; ln -s docs link
echo text > notes; echo other > other; chmod 640 notes
touch -d @1500000000.000000007 notes docs/one docs/deep; touch -d @1500000001.25 docs other .
`;
const line =
  "rm -r docs; echo changed > notes; mv other moved; chmod 600 twin; mkdir made; echo x > made/x; rm link; mkdir link";

/** Every step takes a minute: HANDRAIL_TEST_STRIDE=1 asks for it. */
const stride = Number(process.env.HANDRAIL_TEST_STRIDE ?? 5);

describe("a guard that is killed", () => {
  let place = "";
  let folder = "";
  let context: JournalContext;
  beforeEach(() => {
    place = makeFolder();
    folder = join(place, "work");
    spawnSync("mkdir", [folder]);
    runBash(tree, folder);
    context = makeContext(join(place, "state"));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  it("while the line runs leaves an entry that can be undone", () => {
    const before = takeSnapshot(folder);
    const kept = keepBeforeRunning(foreseeByTrial(line, folder), context);
    assert.ok(kept.kind === "kept");
    runBash("rm -r docs/deep; echo chan > notes; mkdir made", folder);
    assert.equal(readHistory(context, 1)[0]?.state, "running");
    // This very process still runs: for the undo it has to be another one that is gone.
    assert.equal(runUndo(kept.running.entry.id, context).kind, "conflict");
    forgetOwner(join(place, "state/journal", kept.running.entry.id, "entry.json"));
    assert.equal(readHistory(context, 1)[0]?.state, "interrupted");
    undoAll(kept.running.entry.id, context);
    assertSame(before, takeSnapshot(folder), "after undo");
    assert.throws(() => completeEntry(kept.running, 0, { ...context, stateDirectory: "/nowhere" }));
  });

  it("at any step of keeping, running and recording", () => {
    const before = takeSnapshot(folder);
    let step = 1;
    for (; work("keep", step, line) !== 0; step += stride) {
      const last = findLast(context);
      // Before the entry stands, the line has not started.
      if (last !== undefined) undoAll(last, context);
      sweepUnstarted(context);
      assertSame(before, takeSnapshot(folder), `killed before step ${step}`);
    }
    assert.ok(step > 20, `only ${step} steps`);
    assert.notEqual(compareSnapshots(before, takeSnapshot(folder)).length, 0);
    undoAll(findLast(context) ?? "", context);
    assertSame(before, takeSnapshot(folder), "after undo");
  });

  it("at any step of an undo", () => {
    const before = takeSnapshot(folder);
    for (let step = 1; ; step += stride) {
      const id = runKept(line, folder, context) ?? "";
      const status = work("undo", step, id);
      if (status === 0) {
        assert.ok(step > 30, `only ${step} steps`);
        break;
      }
      const result = runUndo(id, context);
      if (result.kind !== "already")
        assert.equal(result.kind, "undone", `${step}: ${JSON.stringify(result)}`);
      assertSame(before, takeSnapshot(folder), `killed before step ${step}`);
    }
    assertSame(before, takeSnapshot(folder), "after the undo that came through");
  });

  function work(task: string, step: number, subject: string): number | null {
    const worker = join(repository, "test/support/kill-worker.ts");
    const words = [worker, task, String(step), context.stateDirectory, folder, subject];
    const { status, signal, stderr } = spawnSync(process.execPath, words);
    assert.ok(status === 0 || signal === "SIGKILL", stderr.toString());
    return status;
  }
});

function forgetOwner(file: string): void {
  spawnSync("sed", ["-i", 's/"pid":[0-9]*/"pid":1/', file]);
}
