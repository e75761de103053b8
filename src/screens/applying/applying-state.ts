import type { PlanReview } from "../../domain/task-plan.ts";
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

/** Whether something was done that can be asked back. */
export function canUndo({ run, ...state }: ApplyingState): boolean {
  if (!isOver({ run, ...state }) || run.id === undefined) return false;
  return run.steps.some(({ entry, state: stage }) => entry !== undefined || stage === "done");
}

/** Whether the plan can be made anew and tried again. */
export function canRetry({ source, run, trouble }: ApplyingState): boolean {
  if (source.kind !== "apply") return false;
  return trouble !== undefined || (run.end !== undefined && run.end.result !== "done");
}

/** Why root is needed, to stand above sudo's question. */
export function reasonForRoot({ plan, commands }: PlanReview): string {
  const count = commands.filter(({ runAs }) => runAs === "root").length;
  const commandsInAll = commands.length;
  const part = count === commandsInAll ? "" : ` (${count} of ${commandsInAll} commands)`;
  return `${plan.title}: this needs root${part}.`;
}
