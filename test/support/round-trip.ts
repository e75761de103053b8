import assert from "node:assert/strict";
import { runUndo } from "../../src/apply/run-undo.ts";
import { completeEntry } from "../../src/journal/complete.ts";
import type { JournalContext } from "../../src/journal/context.ts";
import { keepBeforeRunning } from "../../src/journal/keep-before-running.ts";
import { takeSnapshot } from "./snapshot.ts";
import { assertSame, foreseeByTrial, runBash } from "./trial.ts";

/** Runs a line with a way back; the entry's id. Everything must have been kept. */
export function runKept(line: string, folder: string, context: JournalContext): string | undefined {
  const kept = keepBeforeRunning(foreseeByTrial(line, folder), context);
  if (kept.kind === "failed") throw new Error(kept.sentence);
  const { status } = runBash(line, folder);
  if (kept.kind === "nothing") return undefined;
  assert.equal(kept.undo.grade, "full", kept.undo.reason);
  assert.deepEqual(kept.missing, []);
  completeEntry(kept.running, status ?? 1, context);
  return kept.running.entry.id;
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
