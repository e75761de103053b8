import type { ApplyEvent } from "../../domain/apply-event.ts";
import type { ForeseenPlan } from "../../domain/task-plan.ts";
import { acquireLock, LockHeld } from "../../journal/lock.ts";
import { describeFailingStep } from "../../plan/foresee-plan.ts";
import { needsRoot } from "../../plan/review-plan.ts";
import { isSameJudgement } from "../../plan/same-judgement.ts";
import { segmentsOf } from "../../plan/segments.ts";
import { makePlanEngine, type PlanEngine } from "../plan-engine.ts";
import type { Session } from "../session.ts";
import { watchForFollowUps } from "./follow-ups.ts";
import { markUndone } from "./mark-undone.ts";
import type { HelperRequest } from "./request.ts";
import { runDirectory } from "./run-directory.ts";
import { runSegment } from "./run-segment.ts";
import { watchForChanges } from "./watch-for-changes.ts";

/** A run: its name, where it is told about, and on whose behalf. */
export interface Run {
  readonly id: string;
  readonly session: Session;
  /** Set when somebody asked to stop. */
  readonly stopping: AbortSignal;
  write(event: ApplyEvent): void;
}

/** How a run ended. */
export type RunEnd = Omit<ApplyEvent & { readonly kind: "ended" }, "kind" | "time">;

/** One run as it goes on. */
export interface RunState extends Run {
  readonly request: HelperRequest;
  readonly engine: PlanEngine;
  /** All of the plan as it was foreseen when the run began. */
  readonly planned: ForeseenPlan;
}

/** Carries a request out if it is what was agreed to, alone, and tells what happens. */
export async function carryOut(request: HelperRequest, run: Run): Promise<void> {
  const { plan } = request;
  const steps = plan.steps.map(({ title }) => title);
  run.write({ kind: "started", id: run.id, title: plan.title, steps, time: now() });
  const findFollowUps = watchForFollowUps(plan);
  const isAsBefore = watchForChanges(plan, run);
  const end = await carryOutAlone(request, run);
  const followUps = findFollowUps();
  const left = followUps.length === 0 ? {} : { followUps };
  const isUnchanged = end.result === "failed" && isAsBefore();
  const untouched = isUnchanged ? { isUnchanged } : {};
  run.write({ kind: "ended", ...end, ...untouched, ...left, time: now() });
}

async function carryOutAlone(request: HelperRequest, run: Run): Promise<RunEnd> {
  let release: () => void;
  try {
    // Two plans at once could each be in order and not both.
    const sentence = "Another plan is being carried out right now.";
    release = acquireLock(runDirectory(run.session), 0, sentence);
  } catch (error) {
    if (error instanceof LockHeld) return { result: "locked", sentence: error.message };
    throw error;
  }
  try {
    return await judgeAndRun(request, run);
  } finally {
    release();
  }
}

async function judgeAndRun(request: HelperRequest, run: Run): Promise<RunEnd> {
  const { plan, agreed, accepted } = request;
  const { session } = run;
  const { uid } = session.engine.machine.facts.caller.identity;
  if (needsRoot(plan) && uid !== 0) {
    return { result: "stopped", sentence: "This plan needs root's rights. Nothing was done." };
  }
  const engine = makePlanEngine(plan, session);
  const planned = engine.foresee(plan);
  const failing = describeFailingStep(planned);
  if (failing !== undefined) return { result: "stopped", sentence: `${failing} ${nothing}` };
  const review = engine.review(planned, new Set(accepted));
  if (!isAgreed(agreed, review)) return { result: "differs", sentence: differs, review };
  if (review.review.decision === "refuse") {
    return { result: "stopped", sentence: "This is never done at this level. Nothing was done." };
  }
  return runSegments({ ...run, request, engine, planned });
}

const nothing = "It has changed since it was looked at. Nothing was done.";

const differs = "It would do something else now than what was agreed to. Nothing was done.";

function isAgreed(...reviews: Parameters<typeof isSameJudgement>): boolean {
  try {
    return isSameJudgement(...reviews);
  } catch {
    // What was sent as the agreement has not even the form of one.
    return false;
  }
}

async function runSegments(state: RunState): Promise<RunEnd> {
  const { plan } = state.request;
  for (const segment of segmentsOf(plan)) {
    const end = await runSegment(segment, state);
    if (end !== undefined) return end;
  }
  if (plan.task === "undo") markUndone(plan, state.engine.journal);
  return { result: "done" };
}

function now(): string {
  return new Date().toISOString();
}
