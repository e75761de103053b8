import type { TaskPlan } from "../domain/task-plan.ts";

/** Why root is needed: stands above the question for a password. */
export function describeRootReason({ title }: TaskPlan): string {
  return `Handrail needs root's rights for: ${title}`;
}
