import type { ApplyEvent } from "./apply-event.ts";
import { lastPrinted } from "./printed-lines.ts";
import type { TaskPlan } from "./task-plan.ts";

/** Where a run broke off, for who decides what next. */
export interface Failure {
  /** From 0; undefined where no step was begun. */
  readonly step: number | undefined;
  readonly status: number | undefined;
  readonly problem: string;
  /** The last lines that the step printed. */
  readonly lastLines: readonly string[];
  /** Titles of the steps that are done. */
  readonly done: readonly string[];
  /** Something of it is in the history and can be taken back. */
  readonly canUndo: boolean;
  /** The plan from the step that failed on; undefined where nothing of it is left. */
  readonly rest: TaskPlan | undefined;
}

const linesShown = 8;

/** What failed, what is done already, and what is left; undefined for a run that did not fail. */
export function failureOf(plan: TaskPlan, events: readonly ApplyEvent[]): Failure | undefined {
  const end = events.findLast((event) => event.kind === "ended");
  if (end === undefined || end.result === "done") return undefined;
  const started = events.findLast((event) => event.kind === "step-started");
  const ended = events.filter((event) => event.kind === "step-ended");
  const isDone = (step: number) =>
    ended.some((event) => event.step === step && event.isVerified && event.status === 0);
  const first = plan.steps.findIndex((_, step) => !isDone(step));
  const own = ended.findLast(({ step }) => step === started?.step);
  const output = events
    .map((event) => (event.kind === "output" && event.step === started?.step ? event.text : ""))
    .join("");
  return {
    step: started?.step,
    status: own?.status,
    problem: own?.problem ?? end.sentence ?? "",
    lastLines: lastPrinted(output, linesShown),
    done: plan.steps.filter((_, step) => isDone(step)).map(({ title }) => title),
    canUndo: canTakeBack(events),
    rest: first < 0 ? undefined : { ...plan, steps: plan.steps.slice(first) },
  };
}

/** Whether a run did something that is in the history and can be taken back. */
export function canTakeBack(events: readonly ApplyEvent[]): boolean {
  if (events.some((event) => event.kind === "ended" && event.isUnchanged === true)) return false;
  return events.some((event) => "entry" in event && event.entry !== undefined);
}
