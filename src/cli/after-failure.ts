import type { ApplyEvent, PathConflict } from "../domain/apply-event.ts";
import { failureOf } from "../domain/rest-of-plan.ts";
import type { PlanReview, TaskPlan, TaskProblem } from "../domain/task-plan.ts";
import { showName } from "../domain/text.ts";
import { describeProblem } from "../reports/plan-text.ts";
import { judgePlan } from "./apply-plan.ts";
import { carryOutPlan, type TextOptions } from "./carry-out-plan.ts";
import { exitStatus } from "./exit-status.ts";
import { planUndo } from "./plan-undo.ts";
import { openSession } from "./session.ts";
import { settleConflicts } from "./settle-conflicts.ts";
import { openTerminal, printLines, styleOf } from "./terminal.ts";

/** What next, after a plan broke off: again, take back, or leave it so. */
export async function afterFailure(
  { plan }: PlanReview,
  events: readonly ApplyEvent[],
  options: TextOptions,
): Promise<number> {
  const failure = failureOf(plan, events);
  const conflicts = conflictsOf(events);
  if (conflicts !== undefined) return afterConflict(failure?.rest, conflicts, options);
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

function conflictsOf(events: readonly ApplyEvent[]): readonly PathConflict[] | undefined {
  return events.findLast((event) => event.kind === "step-ended")?.conflicts;
}

/** An undo that touched nothing, since files were changed meanwhile: goes on with what is said to each. */
async function afterConflict(
  rest: TaskPlan | undefined,
  conflicts: readonly PathConflict[],
  options: TextOptions,
): Promise<number> {
  const [step, ...others] = rest?.steps ?? [];
  if (options.isJson || rest === undefined || step?.action.kind !== "undo-entry") {
    return exitStatus.conflict;
  }
  const { action } = step;
  const settled = settleConflicts(action.entry, conflicts, options.session);
  if (settled === undefined) {
    printLines(2, [
      "handrail: nothing was undone: these changed since",
      ...conflicts.map(({ path, reason }) => `    ${showName(path)}  ${reason}`),
      "handrail: on a terminal it asks what to do with each",
    ]);
    return exitStatus.conflict;
  }
  const chosen = {
    ...action,
    leave: [...(action.leave ?? []), ...settled.leave],
    replace: [...(action.replace ?? []), ...settled.replace],
  };
  const plan = { ...rest, steps: [{ ...step, action: chosen }, ...others] };
  const session = openSession(options.session.situation, options.session.level);
  return goOn(judgePlan(plan, session, options.accepted), { ...options, session });
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
