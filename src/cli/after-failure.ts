import type { ApplyEvent } from "../domain/apply-event.ts";
import { failureOf } from "../domain/rest-of-plan.ts";
import type { PlanReview, TaskProblem } from "../domain/task-plan.ts";
import { describeProblem } from "../reports/plan-text.ts";
import { judgePlan } from "./apply-plan.ts";
import { carryOutPlan, type TextOptions } from "./carry-out-plan.ts";
import { exitStatus } from "./exit-status.ts";
import { planUndo } from "./plan-undo.ts";
import { openSession } from "./session.ts";
import { openTerminal, printLines, styleOf } from "./terminal.ts";

/** What next, after a plan broke off: again, take back, or leave it so. */
export async function afterFailure(
  { plan }: PlanReview,
  events: readonly ApplyEvent[],
  options: TextOptions,
): Promise<number> {
  const failure = failureOf(plan, events);
  const id = events.find((event) => event.kind === "started")?.id;
  if (failure === undefined || options.isJson) return exitStatus.stepFailed;
  const choices = [
    ...(failure.rest === undefined ? [] : (["retry"] as const)),
    ...(failure.canUndo ? (["undo"] as const) : []),
    "stop" as const,
  ];
  const choice = options.isLed ? choose(choices) : "stop";
  const again = openSession(options.session.situation, options.session.level);
  if (choice === "retry" && failure.rest !== undefined) {
    return goOn(judgePlan(failure.rest, again, options.accepted), { ...options, session: again });
  }
  if (choice === "undo" && id !== undefined) {
    await goOn(await planUndo(id, again), { ...options, session: again });
    // What was asked for is not done all the same.
    return exitStatus.stepFailed;
  }
  if (failure.canUndo && id !== undefined) {
    printLines(2, [`handrail: handrail undo ${id} takes back what is done`]);
  }
  return exitStatus.stepFailed;
}

const meanings = {
  retry: "try again from the step that failed",
  undo: "take back what is done",
  stop: "leave it as it is",
};

function choose(choices: readonly (keyof typeof meanings)[]): keyof typeof meanings {
  const terminal = openTerminal();
  if (terminal === undefined) return "stop";
  try {
    terminal.print([
      "",
      ...choices.map((choice, at) => `  ${at + 1}  ${choice}  ${meanings[choice]}`),
    ]);
    const answer = terminal.ask(`Which? [1-${choices.length}, Enter stops] `) ?? "";
    return choices[Number(answer) - 1] ?? choices.find((choice) => choice === answer) ?? "stop";
  } finally {
    terminal.close();
  }
}

async function goOn(planned: PlanReview | TaskProblem, options: TextOptions): Promise<number> {
  if (!("kind" in planned)) return carryOutPlan(planned, options);
  printLines(2, describeProblem(planned, styleOf(2)));
  return exitStatus.stepFailed;
}
