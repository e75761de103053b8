import type { ApplyEvent } from "../domain/apply-event.ts";
import type { TaskPlan, TaskStep } from "../domain/task-plan.ts";
import { inverseOf, type Segment, segmentsOf } from "./segments.ts";
import type { UndoPart } from "./undo-plan.ts";

/** What there is to take back of a run, by what its log tells was begun. */
export function undoPartsOf(plan: TaskPlan, events: readonly ApplyEvent[]): readonly UndoPart[] {
  const begun = new Set<number>();
  const entries = new Map<number, string>();
  for (const event of events) {
    if (event.kind === "step-started") begun.add(event.step);
    if (event.kind !== "step-started" && event.kind !== "step-ended") continue;
    if (event.entry !== undefined) entries.set(event.step, event.entry);
  }
  return segmentsOf(plan).flatMap((segment) => partOf(segment, plan, begun, entries));
}

function partOf(
  { kind, steps }: Segment,
  plan: TaskPlan,
  begun: ReadonlySet<number>,
  entries: ReadonlyMap<number, string>,
): readonly UndoPart[] {
  const done = steps.filter((at) => begun.has(at));
  const entry = done.map((at) => entries.get(at)).find((id) => id !== undefined);
  if (entry === undefined) return [];
  if (kind !== "actions") return [{ entry }];
  const part: readonly TaskStep[] = done.flatMap((at) => plan.steps[at] ?? []);
  const inverse = inverseOf(part);
  if (inverse.length === 0) return [];
  return [{ entry, actions: part.map(({ action }) => action), inverse }];
}
