import { prepareLine } from "../../apply/run-line.ts";
import { runUndo, type UndoResult } from "../../apply/run-undo.ts";
import { isSameForesight } from "../../apply/same-foresight.ts";
import type { Unknown } from "../../domain/effect.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { TaskPlan, TaskStep } from "../../domain/task-plan.ts";
import { countOf, showName } from "../../domain/text.ts";
import type { JournalContext } from "../../journal/context.ts";
import type { Entry, EntryPlan } from "../../journal/entry.ts";
import { endPlanEntry, startPlanEntry } from "../../journal/plan-entry.ts";
import { StoreFailure, storeFailure } from "../../journal/store-failure.ts";
import { partOf } from "../../plan/part-of.ts";
import { inverseOf, type Segment } from "../../plan/segments.ts";
import { exitStatus } from "../exit-status.ts";
import type { RunEnd, RunState } from "./carry-out.ts";
import { waitForPackages } from "./package-lock.ts";
import { runSteps, type StepsEnd, tellStep } from "./run-steps.ts";

/** Carries out steps that share an entry of the journal. Gives an end where it goes no further. */
export async function runSegment(segment: Segment, state: RunState): Promise<RunEnd | undefined> {
  if (state.stopping.aborted) return stopped;
  const held = await waitForPackages(segment, state);
  if (held !== undefined) return held;
  switch (segment.kind) {
    case "entry":
      return takeBack(segment, state);
    case "kept":
      return runKept(segment, state);
    case "actions":
      return runActions(segment, state);
  }
}

const stopped: RunEnd = { result: "stopped", sentence: "It was stopped before the next step." };

/** Files are kept before the first command starts, and recorded after the last. */
async function runKept(segment: Segment, state: RunState): Promise<RunEnd | undefined> {
  const { engine } = state;
  const reviewed = reviewedPart(segment, state);
  const part = planOf(segment, state);
  const whole = engine.foresee(part, true);
  const ready = prepareLine(
    {
      reviewed,
      promised: engine.assessFiles(reviewed).grade,
      foresee: () => whole.foreseen,
      keepsUndo: true,
      plan: entryPlan(state),
    },
    engine.journal,
  );
  switch (ready.kind) {
    case "differs":
      return changed(state, segment);
    case "cannot-keep":
      return { result: "failed", sentence: `${ready.sentence}. This step was not begun.` };
    case "less-undo":
      return {
        result: "failed",
        sentence: `Undo would be less than was said: ${ready.undo.reason ?? "not all can be kept"}. This step was not begun.`,
      };
    case "ready": {
      const told = ready.id === undefined ? {} : { entry: ready.id };
      const end = await runSteps(segment.steps, whole, state, told);
      const trouble = ready.finish(end.status);
      return endOf(end, trouble);
    }
  }
}

/** What takes the steps back is written down before the first command starts. */
async function runActions(segment: Segment, state: RunState): Promise<RunEnd | undefined> {
  const { engine, request } = state;
  const whole = engine.foresee(planOf(segment, state), true);
  if (!isSameForesight(reviewedPart(segment, state), whole.foreseen)) {
    return changed(state, segment);
  }
  const steps = stepsOf(segment, request.plan);
  let entry: Entry;
  try {
    entry = startPlanEntry(
      { ...subjectOf(state, whole.foreseen), plan: { ...entryPlan(state), ...waysOf(steps) } },
      engine.review(whole).review.undo,
      engine.journal,
    );
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    return { result: "failed", sentence: `${error.message}. This step was not begun.` };
  }
  // What nothing takes back is no offer to anybody.
  const told = inverseOf(steps).length === 0 ? {} : { entry: entry.id };
  const end = await runSteps(segment.steps, whole, state, told);
  const begun = { ...entryPlan(state), ...waysOf(steps.slice(0, end.begun)) };
  return endOf(end, recordEnd({ ...entry, plan: begun }, end.status, engine.journal));
}

/** A sentence where the journal could not be completed; the entry can be undone all the same. */
function recordEnd(entry: Entry, status: number, journal: JournalContext): string | undefined {
  try {
    endPlanEntry(entry, status, journal);
    return undefined;
  } catch (error) {
    const failure = storeFailure(error, journal.stateDirectory);
    if (failure instanceof StoreFailure) return failure.message;
    throw failure;
  }
}

function waysOf(steps: readonly TaskStep[]): Pick<EntryPlan, "actions" | "inverse"> {
  return { actions: steps.map(({ action }) => action), inverse: inverseOf(steps) };
}

function subjectOf({ request }: RunState, { line, directory }: Foreseen) {
  const of = request.plan.task === "undo" ? request.plan.answers.entry : undefined;
  const subject = { line, argv: null, directory };
  return typeof of === "string"
    ? ({ ...subject, kind: "undo", of } as const)
    : ({ ...subject, kind: "run" } as const);
}

function entryPlan({ id, request }: RunState): EntryPlan {
  return { id, title: request.plan.title };
}

function stepsOf({ steps }: Segment, plan: TaskPlan): readonly TaskStep[] {
  return steps.flatMap((at) => plan.steps[at] ?? []);
}

function planOf(segment: Segment, { request }: RunState): TaskPlan {
  return { ...request.plan, steps: stepsOf(segment, request.plan) };
}

/** What was foreseen of the segment when the run began, as if its commands stood alone. */
function reviewedPart(segment: Segment, { planned }: RunState): Foreseen {
  const { foreseen, steps } = planned;
  const spans = segment.steps.flatMap((at) => (steps[at] === undefined ? [] : [steps[at].span]));
  const start = spans[0]?.[0] ?? 0;
  const end = spans.at(-1)?.[1] ?? start;
  const part = partOf(foreseen, [start, end]);
  const moved = ({ span, ...rest }: Unknown): Unknown => ({
    ...rest,
    span: [span[0] - start, span[1] - start],
  });
  return {
    ...foreseen,
    ...part,
    unknown: part.unknown.map(moved),
    line: foreseen.line.slice(start, end),
  };
}

/** Before the first step it is for the person to agree anew; after that it is a failure. */
function changed({ planned, engine, request }: RunState, segment: Segment): RunEnd {
  if (segment.steps[0] !== 0) {
    return {
      result: "failed",
      sentence: "The next step would do something else now than what was agreed to.",
    };
  }
  const review = engine.review(planned, new Set(request.accepted));
  return { result: "differs", sentence: "Something changed just now. Nothing was done.", review };
}

function endOf({ end }: StepsEnd, trouble: string | undefined): RunEnd | undefined {
  if (trouble === undefined) return end;
  const sentence = [end?.sentence, `${trouble}.`].filter((one) => one !== undefined).join(" ");
  return { result: end?.result ?? "failed", sentence };
}

/** Brings an entry's files back. The journal does all of it, or on any conflict nothing. */
function takeBack(segment: Segment, state: RunState): RunEnd | undefined {
  const [step = 0] = segment.steps;
  const action = state.request.plan.steps[step]?.action;
  if (action?.kind !== "undo-entry") return undefined;
  const argv = ["guard", "--undo", action.entry];
  const tell = tellStep(step, argv, state);
  const { entry, leave, replace } = action;
  const choice = { leave: new Set(leave), replace: new Set(replace) };
  const result = runUndo(entry, state.engine.journal, choice);
  if (result.kind === "undone") {
    tell.ended({ status: 0, isVerified: true, entry: result.id });
    return undefined;
  }
  // An undo that broke off before had come this far, or nothing is left but what is to stay.
  if (result.kind === "already" || (result.kind === "elsewhere" && leave !== undefined)) {
    tell.ended({ status: 0, isVerified: true });
    return undefined;
  }
  const problem = describeUndo(result);
  if (result.kind === "conflict") {
    const conflicts = result.conflicts.slice(0, mostConflicts);
    tell.ended({ status: exitStatus.conflict, isVerified: false, problem, conflicts });
  } else tell.ended({ status: exitStatus.stepFailed, isVerified: false, problem });
  return { result: "failed", sentence: problem };
}

/** Paths that are named; more are asked about once these are settled. */
const mostConflicts = 1000;

type NotUndone = Exclude<UndoResult, { readonly kind: "undone" | "already" }>;

function describeUndo(result: NotUndone): string {
  switch (result.kind) {
    case "conflict": {
      const [first, ...more] = result.conflicts;
      const others = more.length === 0 ? "" : `, and ${countOf(more.length, "more path")}`;
      return `Nothing was touched, because this changed since: ${showName(first?.path ?? "")} ${first?.reason ?? ""}${others}.`;
    }
    case "elsewhere":
    case "missing":
      return "The history no longer has it.";
    case "needs-plan":
      return "A plan of its own takes it back.";
    case "locked":
    case "failed":
      return `${result.sentence}.`;
  }
}
