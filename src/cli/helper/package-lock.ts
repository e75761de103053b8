import { setTimeout as pause } from "node:timers/promises";
import { showName } from "../../domain/text.ts";
import type { Segment } from "../../plan/segments.ts";
import { findLockHolder } from "../../system/lock-holder.ts";
import { packageManager } from "../package-manager.ts";
import type { RunEnd, RunState } from "./carry-out.ts";

/** How long somebody else's work with packages is waited for, in milliseconds. */
const patience = 120_000;

/** Waits until nobody else works with packages, where the segment will. */
export async function waitForPackages(
  { steps }: Segment,
  state: RunState,
): Promise<RunEnd | undefined> {
  const { request, stopping, write } = state;
  const isConcerned = steps.some((at) =>
    /packages$/.test(request.plan.steps[at]?.action.kind ?? ""),
  );
  const end = Date.now() + patience;
  let told = "";
  while (isConcerned) {
    const holder = findLockHolder(packageManager.locks);
    if (holder === undefined) return undefined;
    const name = `${showName(holder.name)} (process ${holder.pid})`;
    if (name !== told) write({ kind: "waiting", for: name, time: new Date().toISOString() });
    told = name;
    if (stopping.aborted || Date.now() >= end) {
      return { result: "locked", sentence: `${name} is using the package manager.` };
    }
    await pause(200);
  }
  return undefined;
}
