import type { TaskPlan } from "../../domain/task-plan.ts";
import type { JournalContext } from "../../journal/context.ts";
import { writeEntry } from "../../journal/journal.ts";
import { listIds, readEntry } from "../../journal/read-journal.ts";

/**
 * Notes of entries that they were taken back, once the plan that does it is done. Only of those
 * whose every inverse action the plan had.
 */
export function markUndone({ answers, steps }: TaskPlan, context: JournalContext): void {
  const { entry: of } = answers;
  if (typeof of !== "string") return;
  const done = new Set(steps.map(({ action }) => JSON.stringify(action)));
  for (const id of listIds(context)) {
    if (id < of) return;
    const entry = readEntry(id, context);
    if (entry?.plan?.inverse === undefined) continue;
    if (entry.id !== of && entry.plan.id !== of) continue;
    if (entry.plan.inverse.every((action) => done.has(JSON.stringify(action)))) {
      writeEntry({ ...entry, state: "undone" }, context);
    }
  }
}
