import { statSync } from "node:fs";
import type { TaskPlan } from "../../domain/task-plan.ts";
import { listIds, readEntry } from "../../journal/read-journal.ts";
import { packageManager } from "../package-manager.ts";
import type { Run } from "./carry-out.ts";

/** Called before a run; what it gives tells afterwards whether all is certainly as it was. */
export function watchForChanges(plan: TaskPlan, run: Run): () => boolean {
  const before = markOfPackages();
  return () => {
    if (plan.steps.every(({ inverse }) => inverse.kind === "kept")) return areEntriesIdle(run);
    const isOfPackages = plan.steps.every(({ action }) => action.kind === "packages");
    return isOfPackages && markOfPackages() === before;
  };
}

/** Whether all that the run's entries could bring back is as it was. */
function areEntriesIdle({ id, session }: Run): boolean {
  const entries = listIds(session.journal)
    .filter((one) => one >= id)
    .flatMap((one) => readEntry(one, session.journal) ?? [])
    .filter((entry) => entry.plan?.id === id);
  return entries.length > 0 && entries.every(({ isIdle = false }) => isIdle);
}

/** Another text as soon as the package manager has written anything down. */
function markOfPackages(): string {
  return packageManager.databases
    .map((path) => {
      const status = statSync(path, { bigint: true, throwIfNoEntry: false });
      return status === undefined ? "none" : `${status.ino} ${status.size} ${status.mtimeNs}`;
    })
    .join("\n");
}
