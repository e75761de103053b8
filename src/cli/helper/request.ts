import { type Level, levels } from "../../domain/finding.ts";
import { readTaskPlan } from "../../domain/read-task-plan.ts";
import type { PlanReview, TaskPlan } from "../../domain/task-plan.ts";

/** What the helper is asked to carry out. */
export interface HelperRequest {
  readonly schema: "handrail/apply@1";
  readonly plan: TaskPlan;
  /** What was shown to the person; only compared with what the helper finds by itself. */
  readonly agreed: PlanReview;
  readonly level: Level;
  /** Guards whose findings were accepted beforehand. */
  readonly accepted: readonly string[];
}

/** What the helper says first. */
export type HelperAnswer =
  | { readonly kind: "accepted"; readonly id: string; readonly directory: string }
  | { readonly kind: "refused"; readonly sentence: string };

/** A request out of what somebody wrote to the helper; undefined where it is none. */
export function readRequest(text: string): HelperRequest | undefined {
  const value = parseObject(text);
  if (value?.schema !== "handrail/apply@1") return undefined;
  const plan = readTaskPlan(value.plan);
  const level = levels.find((known) => known === value.level);
  const { accepted, agreed } = value;
  if (plan === undefined || level === undefined || !isObject(agreed)) return undefined;
  if (!Array.isArray(accepted) || !accepted.every((one) => typeof one === "string")) {
    return undefined;
  }
  // Never acted on: whatever it holds, it can only be found to differ.
  const shown = agreed as unknown as PlanReview;
  return { schema: "handrail/apply@1", plan, agreed: shown, level, accepted };
}

/** The helper's answer; undefined where the line is none. */
export function readAnswer(text: string): HelperAnswer | undefined {
  const value = parseObject(text);
  if (value?.kind === "refused" && typeof value.sentence === "string") {
    return { kind: "refused", sentence: value.sentence };
  }
  const { id, directory } = value ?? {};
  if (value?.kind !== "accepted" || typeof id !== "string" || typeof directory !== "string") {
    return undefined;
  }
  return { kind: "accepted", id, directory };
}

function parseObject(text: string): Partial<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
