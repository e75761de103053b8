import { canTakeBack, failureOf } from "../../domain/rest-of-plan.ts";
import type { PlanReview, TaskPlan } from "../../domain/task-plan.ts";
import type { PageArgument } from "../app/page.ts";
import type { RunState } from "./run-state.ts";

/** What is carried out, or looked on at; the page is opened with one of these as its `value`. */
export type ApplyingSource =
  | { readonly kind: "apply"; readonly review: PlanReview }
  /** A run that goes on, or ended, without anybody looking. */
  | { readonly kind: "attach"; readonly id: string; readonly title: string };

export interface ApplyingState {
  readonly source: ApplyingSource;
  readonly run: RunState;
  /** The calendar's time at the last tick, in milliseconds. */
  readonly date?: number;
  /** The output lies over the steps; `top` where it was scrolled to, else its end is followed. */
  readonly log?: { readonly top?: number };
  readonly isStopping: boolean;
  /** Why nothing more will come. */
  readonly trouble?: string;
}

export function applyingSource({ value, subject = "" }: PageArgument): ApplyingSource {
  return isSource(value) ? value : { kind: "attach", id: subject, title: "" };
}

function isSource(value: unknown): value is ApplyingSource {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  return value.kind === "apply" || value.kind === "attach";
}

/** Whether nothing more will come. */
export function isOver({ run, trouble }: ApplyingState): boolean {
  return run.end !== undefined || trouble !== undefined;
}

/** Whether something was done that is in the history, and can be taken back. */
export function canUndo(state: ApplyingState): boolean {
  const { id, milestones } = state.run;
  return isOver(state) && id !== undefined && canTakeBack(milestones);
}

/** The plan from the step that failed on; undefined where nothing is left, or nothing failed. */
export function restOfPlan({ source, run, trouble }: ApplyingState): TaskPlan | undefined {
  if (source.kind !== "apply") return undefined;
  const { plan } = source.review;
  return trouble === undefined ? failureOf(plan, run.milestones)?.rest : plan;
}
