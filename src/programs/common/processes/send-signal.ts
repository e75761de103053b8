import type { Argument } from "../../../domain/argument.ts";
import type { Identity } from "../../../domain/identity.ts";
import type { Call } from "../../../domain/program.ts";
import type { RunningProcess } from "../../../domain/running-facts.ts";

/** Whether the kernel lets the identity send the process a signal. */
export function maySignal(identity: Identity, one: RunningProcess): boolean {
  if (identity.uid === 0 || identity.capabilities.has("kill")) return true;
  return one.uid === identity.uid || one.effectiveUid === identity.uid;
}

/** Signals that nobody ends by: only asking, and those that a process passes over by itself. */
const harmless = new Set([0, 17, 18, 23, 28]);

/** Records that processes get a signal; nothing for one that does nothing to them. */
export function sendSignal(
  call: Call,
  detail: string,
  found: readonly RunningProcess[],
  signal: number,
  operand?: Argument,
): void {
  if (harmless.has(signal)) return;
  const processes = found.filter((one) => maySignal(call.identity, one)).map(({ pid }) => pid);
  call.emit({ kind: "process", action: "kill", detail, processes, signal }, operand);
}
