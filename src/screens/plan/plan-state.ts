import type { Answers, PlanReview, TaskPlan, TaskProblem } from "../../domain/task-plan.ts";
import type { PageArgument } from "../app/page.ts";
import type { Query } from "../app/query.ts";
import type { Confirmation } from "../parts/confirmation.ts";

/** Where a plan comes from; the page is opened with one of these as its `value`. */
export type PlanSource =
  | { readonly kind: "task"; readonly task: string; readonly answers: Answers }
  /** Takes back a run, or an entry of the history. */
  | { readonly kind: "undo"; readonly id: string }
  /** What is left of a plan that broke off. */
  | { readonly kind: "rest"; readonly plan: TaskPlan }
  /** A review that came back from a run: what was agreed to is no longer what would happen. */
  | { readonly kind: "anew"; readonly review: PlanReview; readonly time: number };

export type PlanList = "effects" | "paths" | "commands" | "diffs";

export interface PlanState {
  readonly source: PlanSource;
  /** When looking began, by the first tick that tells. */
  readonly waitedSeconds: number;
  readonly outcome:
    | { readonly kind: "looking" }
    | { readonly kind: "problem"; readonly problem: TaskProblem }
    | { readonly kind: "failed"; readonly sentence: string }
    | {
        readonly kind: "review";
        readonly review: PlanReview;
        readonly confirmation: Confirmation;
      };
  /** What lies over the review. */
  readonly list?: PlanList;
}

/** How a page opens this one. */
export function planArgument(source: PlanSource): PageArgument {
  return { value: source };
}

/** Reads what the page was opened with. */
export function planSource({ value, subject, answers }: PageArgument): PlanSource {
  if (isPlanSource(value)) return value;
  return { kind: "task", task: subject ?? "", answers: answers ?? {} };
}

const kinds: readonly PlanSource["kind"][] = ["task", "undo", "rest", "anew"];

function isPlanSource(value: unknown): value is PlanSource {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  return kinds.some((kind) => kind === value.kind);
}

/** What the page asks for; undefined where the review is there already. */
export function planQuery(source: PlanSource): Query | undefined {
  switch (source.kind) {
    case "task":
      return { kind: "plan", task: source.task, answers: source.answers };
    case "undo":
      return { kind: "plan-undo", id: source.id };
    case "rest":
      return { kind: "plan-rest", plan: source.plan };
    case "anew":
      return undefined;
  }
}
