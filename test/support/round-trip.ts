import assert from "node:assert/strict";
import { runUndo } from "../../src/apply/run-undo.ts";
import type { Foreseen } from "../../src/domain/plan.ts";
import { completeEntry } from "../../src/journal/complete.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import { keepBeforeRunning } from "../../src/journal/keep-before-running.ts";
import { PathReader } from "../../src/journal/path-reader.ts";
import { takeSnapshot } from "./snapshot.ts";
import { assertSame, foreseeByTrial, runBash } from "./trial.ts";

/** Runs a line with a way back; the entry's id. Everything must have been kept. */
export function runKept(line: string, folder: string, context: JournalContext): string | undefined {
  const foreseen = foreseeByTrial(line, folder);
  const kept = keepBeforeRunning(foreseen, context);
  if (kept.kind === "failed") throw new Error(kept.sentence);
  const { status } = runBash(line, folder);
  assertHappened(foreseen);
  if (kept.kind === "nothing") return undefined;
  assert.equal(kept.undo.grade, "full", kept.undo.reason);
  assert.deepEqual(kept.missing, []);
  completeEntry(kept.running, status ?? 1, context);
  return kept.running.entry.id;
}

/** What is kept must not be seen by the line: it has to do the same as without. */
function assertHappened(foreseen: Foreseen): void {
  for (const { path, change } of foreseen.changes()) {
    const isThere = new PathReader().read(path) !== null;
    assert.equal(isThere, change !== "deleted", `${path} should be ${change}`);
  }
}

/** Undoes an entry of which everything must come back; the id of the undo. */
export function undoAll(id: string, context: JournalContext): string {
  const result = runUndo(id, context);
  if (result.kind !== "undone") throw new Error(JSON.stringify(result));
  assert.deepEqual(result.short, []);
  assert.deepEqual(result.plan.lost, []);
  return result.id;
}

/** Runs, undoes, redoes and undoes again, and compares with before and after each time. */
export function assertRoundTrip(line: string, folder: string, context: JournalContext): void {
  const before = takeSnapshot(folder);
  const id = runKept(line, folder, context);
  if (id === undefined) return;
  const after = takeSnapshot(folder);
  const undone = undoAll(id, context);
  assertSame(before, takeSnapshot(folder), "after undo");
  const redone = undoAll(undone, context);
  assertSame(after, takeSnapshot(folder), "after redo");
  undoAll(redone, context);
  assertSame(before, takeSnapshot(folder), "after undo of the redo");
}
