import { resolve } from "node:path/posix";
import type { Question } from "../domain/task.ts";
import type { Answers, PlanReview, TaskProblem } from "../domain/task-plan.ts";
import { showName } from "../domain/text.ts";
import { planToJson, problemToJson } from "../reports/plan-json.ts";
import { describePlan, describeProblem } from "../reports/plan-text.ts";
import { wrap } from "../reports/wrap.ts";
import { answersFrom, answersToJson, readAnswersFile, takeAnswers } from "./answers.ts";
import { planTask } from "./apply-plan.ts";
import { askQuestions } from "./ask-questions.ts";
import { carryOutPlan } from "./carry-out-plan.ts";
import { exitStatus } from "./exit-status.ts";
import type { HandrailRequest } from "./handrail-options.ts";
import { openSession, type Session } from "./session.ts";
import { readSituation } from "./situation.ts";
import { tasks } from "./task-index.ts";
import type { WiredTask } from "./task-wiring.ts";
import { isTerminal, openTerminal, printLines, styleOf } from "./terminal.ts";
import { describeUnknown } from "./unknown-word.ts";

/** `handrail TASK …` in text: answers, the plan, the review, the carrying out. */
export async function runTask(request: HandrailRequest): Promise<number> {
  const { subject = "", operands = [], answers: given = {} } = request;
  const task = await tasks[subject]?.();
  if (task === undefined) return usage(`there is no task ${subject}`);
  const answers = answersFrom(task.questions, operands, given);
  return isFailure(answers) ? usage(answers.message) : runWith(task, answers, request);
}

/** `handrail apply FILE`: the task and the answers of a file. */
export async function applyFile(request: HandrailRequest): Promise<number> {
  const file = readAnswersFile(request.subject ?? "");
  if (isFailure(file)) return usage(file.message);
  const task = Object.hasOwn(tasks, file.task) ? await tasks[file.task]?.() : undefined;
  if (task === undefined) return usage(describeUnknown("task", file.task, Object.keys(tasks)));
  const answers = takeAnswers(task.questions, file.answers);
  return isFailure(answers)
    ? usage(`${showName(request.subject ?? "")}: ${answers.message}`)
    : runWith(task, answers, request);
}

async function runWith(task: WiredTask, given: Answers, request: HandrailRequest): Promise<number> {
  const isBegun = isLed(request) && Object.keys(given).length > 0;
  const early = isBegun ? await findProblem(task, given, request) : undefined;
  // What cannot be is said before anything further is asked.
  if (early?.kind === "cannot") return tellProblem(task.id, early, request.isJson);
  const answers = isLed(request) ? await ask(task, given, request, early) : given;
  if (answers === undefined) {
    printLines(2, ["handrail: nothing was done"]);
    return exitStatus.notConfirmed;
  }
  const session = openSession(readSituation(), request.level);
  const placed = withWholePaths(answers, task.questions, session);
  const planned = await planTask(task.id, placed, session, request.accepted);
  if (request.printsAnswers === true) {
    const understood = "kind" in planned ? placed : planned.plan.answers;
    printLines(1, [answersToJson({ task: task.id, answers: understood })]);
    return exitStatus.done;
  }
  return finishPlanned(task.id, planned, session, request);
}

/** A path means the same afterwards, in a file of answers too, wherever one stands then. */
function withWholePaths(
  answers: Answers,
  questions: readonly Question[],
  { situation, engine }: Session,
): Answers {
  const whole: Record<string, Answers[string]> = { ...answers };
  const { home } = engine.machine.facts.caller;
  for (const { key, kind } of questions) {
    const path = answers[key];
    if (kind !== "path" || typeof path !== "string" || path === "") continue;
    whole[key] = resolve(situation.directory, path.replace(/^~(?=\/|$)/, home));
  }
  return whole;
}

/** Shows a plan or carries it out, as the call asks for. */
export async function finishPlanned(
  task: string,
  planned: PlanReview | TaskProblem,
  session: Session,
  request: HandrailRequest,
): Promise<number> {
  const { isJson, isPlan = false, accepted = new Set<string>() } = request;
  if ("kind" in planned) return tellProblem(task, planned, isJson);
  if (isPlan) {
    printLines(1, isJson ? [planToJson(planned)] : describePlan(planned, styleOf(1)));
    return exitStatus.done;
  }
  return carryOutPlan(planned, { session, accepted, isJson, isLed: isLed(request) });
}

/** A person at a terminal is asked; scripts, and those who only want to see, are not. */
function isLed({ isLineMode, isJson, isPlan, printsAnswers }: HandrailRequest): boolean {
  if (isJson) return false;
  if (isLineMode) return true;
  return isPlan !== true && printsAnswers !== true && isTerminal(0) && isTerminal(1);
}

async function ask(
  task: WiredTask,
  answers: Answers,
  request: HandrailRequest,
  early: TaskProblem | undefined,
): Promise<Answers | undefined> {
  const terminal = openTerminal();
  if (terminal === undefined) return answers;
  let isTold = false;
  // How it stands now is told once, as soon as it is known what is asked about.
  const tell = (problem: TaskProblem | undefined): void => {
    if (isTold || problem?.now === undefined) return;
    isTold = true;
    terminal.print(wrap(showName(problem.now), styleOf(1).width));
  };
  try {
    tell(early);
    return await askQuestions(task.questions, answers, terminal, async (given) => {
      const problem = await findProblem(task, given, request);
      tell(problem);
      return problem?.kind === "cannot" ? describeProblem(problem, styleOf(1)) : undefined;
    });
  } finally {
    terminal.close();
  }
}

/** Why no plan comes of these answers, or not yet. */
async function findProblem(
  task: WiredTask,
  answers: Answers,
  { level }: HandrailRequest,
): Promise<TaskProblem | undefined> {
  const session = openSession(readSituation(), level);
  const placed = withWholePaths(answers, task.questions, session);
  const plan = await task.plan(placed, session);
  return "kind" in plan ? plan : undefined;
}

function tellProblem(task: string, problem: TaskProblem, isJson: boolean): number {
  const isNothing = problem.kind === "nothing-to-do";
  if (isJson) printLines(1, [problemToJson(task, problem)]);
  else printLines(isNothing ? 1 : 2, describeProblem(problem, styleOf(isNothing ? 1 : 2)));
  if (isNothing) return exitStatus.done;
  return problem.kind === "unanswered" ? exitStatus.usage : exitStatus.stepFailed;
}

export function isFailure(
  value: object,
): value is { readonly kind: "usage"; readonly message: string } {
  return "kind" in value && value.kind === "usage";
}

function usage(message: string): number {
  printLines(2, [`handrail: ${message}`, "handrail: --help lists what there is"]);
  return exitStatus.usage;
}
