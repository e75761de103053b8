import type { Change } from "../domain/plan.ts";
import type { Path } from "../domain/world.ts";
import type { After, FullEntry, PathRecord } from "../journal/entry.ts";

/** One path that an undo brings back to what it was. */
export interface Restoration {
  readonly record: PathRecord;
  /** What it is now; the undo stops if it is something else when its turn comes. */
  readonly now: After;
  /** Whether its modification time is brought back too. */
  readonly withTime: boolean;
}

export interface Conflict {
  readonly path: Path;
  /** As a sentence part after the path's name. */
  readonly reason: string;
}

/** How many paths come back, those of whole trees among them. */
export function countRestored({ restorations }: UndoPlan): number {
  const own = restorations.filter(({ record }) => record.isParent !== true);
  return own.reduce((count, { record }) => count + 1 + (record.below ?? 0), 0);
}

/** What an undo would do. Nothing of it is done while there are conflicts. */
export interface UndoPlan {
  readonly full: FullEntry;
  readonly restorations: readonly Restoration[];
  readonly conflicts: readonly Conflict[];
  /** What cannot be brought back, because it was not kept. */
  readonly lost: readonly Conflict[];
  /** Under which names inodes lie now that may be wanted back under another one. */
  readonly living: ReadonlyMap<string, Path>;
  /** The same as a list of changes, for a review. */
  readonly changes: readonly Change[];
}
