import { readTaskPlan } from "./read-task-plan.ts";
import type { TaskPlan } from "./task-plan.ts";

/** The first line of a run's log: what is carried out, and by which process. */
export interface RunHeader {
  readonly schema: "handrail/run@1";
  readonly id: string;
  readonly time: string;
  readonly isRoot: boolean;
  /** The process, and when the kernel started it. */
  readonly owner: { readonly pid: number; readonly start: string };
  readonly plan: TaskPlan;
}

/** A header as it stands in a log; undefined where it is none. */
export function readRunHeader(value: unknown): RunHeader | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { schema, id, time, isRoot, owner, plan }: Partial<Record<string, unknown>> = { ...value };
  const readPlan = readTaskPlan(plan);
  if (schema !== "handrail/run@1" || typeof id !== "string" || readPlan === undefined) {
    return undefined;
  }
  if (typeof time !== "string" || typeof isRoot !== "boolean" || !isOwner(owner)) return undefined;
  return { schema, id, time, isRoot, owner, plan: readPlan };
}

function isOwner(value: unknown): value is RunHeader["owner"] {
  if (typeof value !== "object" || value === null) return false;
  const { pid, start }: Partial<Record<string, unknown>> = { ...value };
  return typeof pid === "number" && pid > 0 && typeof start === "string";
}
