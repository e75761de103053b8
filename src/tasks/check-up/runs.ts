import type { ApplyRun } from "../../domain/apply-run.ts";
import type { CheckUpItem } from "../../domain/check-up.ts";
import { countOf } from "../../domain/text.ts";
import { type Judged, judge, limited } from "./judging.ts";

/** Whether something that handrail began goes on, or ended while nobody looked. */
export function judgeRuns(runs: readonly ApplyRun[]): CheckUpItem {
  const probed = { kind: "known", facts: runs.filter(({ isSeen }) => !isSeen) } as const;
  return judge({ id: "runs", about: "runs of handrail" }, probed, judgeFacts);
}

function judgeFacts(unseen: readonly ApplyRun[]): Judged {
  const running = unseen.filter(({ state }) => state === "running");
  const failed = unseen.filter((run) => !isFine(run));
  const details = limited(unseen.map((run) => `${run.title}: ${describeState(run)}, id ${run.id}`));
  const mending = { task: "history", answers: {}, label: "look" };
  if (failed.length > 0) {
    const summary = `${countOf(failed.length, "run")} of handrail ended before all was done`;
    return { condition: "caution", summary, details, mending };
  }
  if (running.length > 0) {
    const goes = running.length === 1 ? "goes" : "go";
    const summary = `${countOf(running.length, "run")} of handrail still ${goes} on`;
    return { condition: "note", summary, details, mending };
  }
  const summary = "nothing that handrail began is left undone";
  return { condition: "ok", summary, details };
}

function isFine({ state, result }: ApplyRun): boolean {
  return state === "running" || result === "done";
}

function describeState({ state, result }: ApplyRun): string {
  switch (state) {
    case "running":
      return "goes on";
    case "cut-off":
      return "was cut off";
    case "ended":
      return result === "done" ? "done" : "not done";
  }
}
