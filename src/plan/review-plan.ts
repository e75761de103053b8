import { createTwoFilesPatch } from "diff";
import { decodeBytes } from "../domain/bytes.ts";
import type { ForeseenPlan, PlanCommand, PlanReview } from "../domain/task-plan.ts";
import { isError, type Path, type World } from "../domain/world.ts";
import { assessPlanUndo } from "./assess-plan-undo.ts";
import { type Court, review } from "./review.ts";
import { summarizeEffects } from "./summarize.ts";

/** Bytes of a configuration file of which differences are shown. */
const longestFile = 1 << 20;

/** A plan judged by every guard, as a typed line is: what a person agrees to. */
export function reviewPlan(planned: ForeseenPlan, court: Court, world: World): PlanReview {
  const { plan, foreseen } = planned;
  const judged = review(foreseen, {
    ...court,
    // The plan is what there is to decide on; another line belongs to no step of it.
    foresee: () => undefined,
    assessUndo: () => assessPlanUndo(planned, (files) => court.assessUndo(files)),
  });
  return {
    plan,
    commands: listCommands(planned),
    review: judged,
    diffs: listDiffs(planned, world),
  };
}

/** Whether any step needs root: then root carries all of them out. */
export function needsRoot({ steps }: { readonly steps: readonly { readonly runAs: string }[] }) {
  return steps.some(({ runAs }) => runAs === "root");
}

function listCommands({ plan, steps }: ForeseenPlan): readonly PlanCommand[] {
  const runAs = needsRoot(plan) ? "root" : "caller";
  return steps.flatMap(({ commands, effects }, step) =>
    commands.map((argv, at) => ({
      argv,
      runAs,
      step,
      effects: at === 0 ? summarizeEffects(effects) : [],
    })),
  );
}

/** How the maintainer's version of a configuration file differs from the one that is here. */
function listDiffs({ plan }: ForeseenPlan, world: World): PlanReview["diffs"] {
  return plan.steps.flatMap(({ action }) => {
    if (action.kind !== "take-configuration") return [];
    const before = readText(action.path, world);
    const after = readText(action.from, world);
    if (before === undefined || after === undefined) return [];
    const text = createTwoFilesPatch(action.path, action.from, before, after, "", "");
    // The rule that it begins with says nothing to anybody here.
    return [{ path: action.path, text: text.replace(/^=+\n/, "") }];
  });
}

function readText(path: Path, world: World): string | undefined {
  const bytes = world.readFile(path, longestFile);
  return isError(bytes) || bytes.length === longestFile ? undefined : decodeBytes(bytes);
}
