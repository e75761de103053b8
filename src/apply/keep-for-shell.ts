import type { Foreseen } from "../domain/plan.ts";
import { completeEntry } from "../journal/complete.ts";
import type { JournalContext } from "../journal/context.ts";
import { type KeepResult, keepBeforeRunning } from "../journal/keep-before-running.ts";
import { purgeWhenDue } from "../journal/purge.ts";
import { readEntry, readFullEntry } from "../journal/read-journal.ts";

/**
 * Keeps what a line would take away, for a shell that then runs it itself. The entry lives as long as
 * the shell: one that ends without a word of the line leaves it cut off, which undo knows to take back.
 */
export function keepForShell(
  foreseen: Foreseen,
  shell: number,
  context: JournalContext,
): KeepResult {
  return keepBeforeRunning(foreseen, { ...context, runner: shell });
}

/**
 * Records what a line that its shell ran has become. False where no entry of that name waits for it.
 * Throws StoreFailure.
 */
export function completeForShell(id: string, status: number, context: JournalContext): boolean {
  const entry = readEntry(id, context);
  if (entry?.state !== "running") return false;
  completeEntry(readFullEntry(entry, context), status, context);
  purgeWhenDue(context);
  return true;
}
