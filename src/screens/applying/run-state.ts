import type { ApplyEvent } from "../../domain/apply-event.ts";
import { addPrinted } from "../../domain/printed-lines.ts";

/** One step of a run, as far as its events tell. */
export interface RunStep {
  readonly title: string;
  readonly state: "waiting" | "running" | "done" | "failed";
  readonly argv: readonly string[];
  readonly percent?: number;
  readonly what: string;
  /** Milliseconds, as Date has them. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly status?: number;
  readonly problem?: string;
}

/** A run as its events add up to it. */
export interface RunState {
  readonly id?: string;
  readonly title?: string;
  readonly steps: readonly RunStep[];
  readonly startedAt?: number;
  /** Somebody else has to end first. */
  readonly waitingFor?: string;
  /** What the programs printed, the newest line last and perhaps not whole. */
  readonly output: readonly string[];
  /** Where steps began and ended, to tell what is left and what can be taken back. */
  readonly milestones: readonly ApplyEvent[];
  readonly end?: ApplyEvent & { readonly kind: "ended" };
  /** How many of what it leaves to be settled were looked at. */
  readonly settled?: number;
}

export const emptyRun: RunState = { steps: [], output: [""], milestones: [] };

/** Lines of output that are kept for the screen; the log on the disk has all of them. */
const keptLines = 2_000;

/** The run after one more event. */
export function addEvent(before: RunState, event: ApplyEvent): RunState {
  const isMilestone = event.kind !== "output" && event.kind !== "progress";
  const run = isMilestone ? { ...before, milestones: [...before.milestones, event] } : before;
  switch (event.kind) {
    case "started":
      return {
        ...run,
        id: event.id,
        title: event.title,
        startedAt: Date.parse(event.time),
        steps: event.steps.map((title) => ({ title, state: "waiting", argv: [], what: "" })),
      };
    case "waiting":
      return { ...run, waitingFor: event.for };
    case "step-started":
      return inStep(withoutWaiting(run), event.step, (step) => ({
        ...step,
        state: "running",
        argv: event.argv,
        startedAt: Date.parse(event.time),
      }));
    case "progress":
      return inStep(withoutWaiting(run), event.step, ({ percent: _older, ...step }) => ({
        ...step,
        what: event.what,
        ...(event.percent === undefined ? {} : { percent: event.percent }),
      }));
    case "output":
      return { ...run, output: addPrinted(run.output, event.text).slice(-keptLines) };
    case "step-ended":
      return inStep(run, event.step, (step) => endStep(step, event));
    case "ended":
      return { ...withoutWaiting(run), end: event };
  }
}

function withoutWaiting({ waitingFor: _over, ...run }: RunState): RunState {
  return run;
}

function inStep(run: RunState, at: number, change: (step: RunStep) => RunStep): RunState {
  return { ...run, steps: run.steps.map((step, index) => (index === at ? change(step) : step)) };
}

function endStep(step: RunStep, event: ApplyEvent & { readonly kind: "step-ended" }): RunStep {
  const { status, isVerified, problem } = event;
  const isDone = isVerified && problem === undefined;
  return {
    ...step,
    state: isDone ? "done" : "failed",
    status,
    endedAt: Date.parse(event.time),
    ...(problem === undefined ? {} : { problem }),
  };
}
