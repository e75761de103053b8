import type { PlanReview, TaskProblem } from "../domain/task-plan.ts";
import { reviewToObject } from "./json.ts";

/** A plan as the contract's `handrail/plan@1`, one object on one line. */
export function planToJson({ plan, commands, review, diffs }: PlanReview): string {
  const steps = plan.steps.map(({ title, verify, inverse, action, undoReason }, step) => {
    const own = commands.filter((command) => command.step === step);
    return {
      title,
      action,
      argv: own[0]?.argv ?? [],
      // Where one step takes several.
      commands: own.map(({ argv }) => argv),
      effects: own.flatMap(({ effects }) => effects),
      runAs: own[0]?.runAs ?? "caller",
      verify,
      inverse,
      ...(undoReason === undefined ? {} : { undoReason }),
    };
  });
  const { task, title, answers, remarks } = plan;
  return JSON.stringify({
    schema: "handrail/plan@1",
    task,
    title,
    answers,
    steps,
    remarks,
    diffs,
    review: reviewToObject(review),
  });
}

/** Why there is no plan. */
export function problemToJson(task: string, problem: TaskProblem): string {
  return JSON.stringify({ schema: "handrail/plan@1", task, problem });
}
