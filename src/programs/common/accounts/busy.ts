import type { Call } from "../../../domain/program.ts";

/** A process of the account that runs now: most changes of it are refused then. */
export function busyProcess(call: Call, uid: number): number | undefined {
  const found = call.facts.processes.list.find(
    (one) => one.uid === uid || one.effectiveUid === uid,
  );
  return found?.pid;
}
