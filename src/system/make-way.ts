import { setPriority } from "node:os";

/**
 * How far whatever else a check-up does stands back, as nice(1) counts: `dpkg --verify` takes longest
 * by far, so that every moment it waits is one that a person waits.
 */
export const asideForVerify = 10;

/** Lowers the priority of a process, 0 for our own; one that has ended needs none. */
export function makeWay(pid: number | undefined, niceness: number | undefined): void {
  if (pid === undefined || !niceness) return;
  try {
    setPriority(pid, niceness);
  } catch {
    // Then there is nothing to make way for.
  }
}
