import type { Action } from "../domain/action.ts";
import type { TaskPlan, TaskStep } from "../domain/task-plan.ts";

/**
 * Steps next to each other that come back in the same way, and so share an entry of the journal.
 * kept: their files are kept; actions: other actions take them back; entry: they take an entry back
 * themselves, and the journal writes of that.
 */
export interface Segment {
  readonly kind: "kept" | "actions" | "entry";
  /** Indexes into the plan's steps. */
  readonly steps: readonly number[];
}

/** A plan's steps by the way in which they come back. */
export function segmentsOf({ steps }: Pick<TaskPlan, "steps">): readonly Segment[] {
  const segments: { kind: Segment["kind"] | undefined; steps: number[] }[] = [];
  steps.forEach((step, at) => {
    const kind = kindOf(step);
    const last = segments.at(-1);
    const fits = last !== undefined && (last.kind ?? kind) === (kind ?? last.kind);
    if (last === undefined || !fits || kind === "entry") segments.push({ kind, steps: [at] });
    else {
      last.kind ??= kind;
      last.steps.push(at);
    }
  });
  return segments.map(({ kind = "actions", steps }) => ({ kind, steps }));
}

/** What cannot be taken back joins its neighbours. */
function kindOf({ action, inverse }: TaskStep): Segment["kind"] | undefined {
  if (action.kind === "undo-entry") return "entry";
  return inverse.kind === "none" ? undefined : inverse.kind;
}

/** What takes some of a plan's steps back, the last one first. */
export function inverseOf(steps: readonly TaskStep[]): readonly Action[] {
  return steps
    .toReversed()
    .flatMap(({ inverse }) => (inverse.kind === "actions" ? inverse.actions : []));
}
