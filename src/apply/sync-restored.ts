import { dirname } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import type { JournalContext } from "../journal/context.ts";
import { runHelper } from "../journal/run-helper.ts";
import { storeFailure } from "../journal/store-failure.ts";
import { syncPaths } from "../journal/write-whole.ts";
import { systemCodeOf } from "../system/node-path.ts";
import type { UndoPlan } from "./undo-plan.ts";

/** Paths up to which each is written out for itself; beyond, one sync(1) for a mount is quicker. */
const singleSyncs = 16;

/**
 * Waits until what came back is on the disk: from then on the store may go and the entry may say
 * that it is undone. Throws StoreFailure.
 */
export function syncRestored({ restorations }: UndoPlan, context: JournalContext): void {
  const paths = new Set<Path>();
  for (const { record } of restorations) {
    const { path, before, isParent } = record;
    if (isParent !== true) paths.add(dirname(path));
    if (before?.type === "file" || before?.type === "directory") paths.add(path);
  }
  const places = new Set([...paths].map((path) => context.mounts.of(path)?.path ?? "/"));
  try {
    if (paths.size <= singleSyncs && syncEach(paths)) return;
    for (const place of places) runHelper("sync", ["-f", place]);
  } catch (error) {
    throw storeFailure(error, [...places].join(", "));
  }
}

/** False where one may not be opened. What is gone was taken out of a directory that is not. */
function syncEach(paths: Iterable<Path>): boolean {
  for (const path of paths) {
    try {
      syncPaths([path]);
    } catch (error) {
      const code = systemCodeOf(error);
      if (["EACCES", "EPERM", "ELOOP"].includes(code)) return false;
      if (!["ENOENT", "ENOTDIR"].includes(code)) throw error;
    }
  }
  return true;
}
