import { completeForShell, keepForShell } from "../apply/keep-for-shell.ts";
import { StoreFailure } from "../journal/store-failure.ts";
import { exitStatus } from "./exit-status.ts";
import type { GuardRequest } from "./guard-options.ts";
import { foreseeSubject, readSubject } from "./read-line.ts";
import { openSession } from "./session.ts";
import { readSituation } from "./situation.ts";
import { printLines } from "./terminal.ts";

/**
 * `guard --keep`: keeps what a line would take away and prints the entry's name, before the shell that
 * asked runs the line itself. It prints nothing where there is nothing to keep.
 */
export function keep(request: GuardRequest): number {
  const session = openSession(readSituation(), request.level);
  const foreseen = foreseeSubject(readSubject(request), session);
  if ("failure" in foreseen) {
    printLines(2, foreseen.failure);
    return exitStatus.usage;
  }
  const kept = keepForShell(foreseen, process.ppid, session.journal);
  if (kept.kind === "failed") {
    printLines(2, [`guard: nothing is kept: ${kept.sentence}`]);
    return exitStatus.notConfirmed;
  }
  if (kept.kind === "kept") printLines(1, [kept.running.entry.id]);
  return exitStatus.done;
}

/** `guard --kept ID [STATUS]`: the shell ran the line of that entry, which ended with that status. */
export function completeKept(id: string, [word = "0"]: readonly string[]): number {
  const status = /^\d{1,3}$/.test(word) ? Number(word) : undefined;
  if (status === undefined) return usage(`a status is a number: ${word}`);
  const { journal } = openSession(readSituation());
  try {
    return completeForShell(id, status, journal)
      ? exitStatus.done
      : usage(`no entry of that name waits for its line to end: ${id}`);
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    printLines(2, [`guard: ${error.message}; guard --undo ${id} takes the line back all the same`]);
    return exitStatus.stepFailed;
  }
}

function usage(message: string): number {
  printLines(2, [`guard: ${message}`]);
  return exitStatus.usage;
}
