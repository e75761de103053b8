import type { PathConflict } from "../domain/apply-event.ts";
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
  /** Its bytes are back by an undo that was cut off, in a copy; only what goes with them is not. */
  readonly isPlaced?: true;
}

export type Conflict = PathConflict;

/** What is known of other undos of the same entry. */
export interface EarlierUndos {
  /** One that was cut off and is to be gone on with. */
  readonly begun?: FullEntry;
  /** What undos of parts of it have made of paths. */
  readonly parts: ReadonlyMap<Path, After>;
}

/** What of an entry is to be undone; all of it where nothing is said. */
export interface UndoChoice {
  /** Only what lies at and below these paths. */
  readonly only?: readonly Path[];
  /** Paths that changed since and are to be brought back all the same. */
  readonly replace?: ReadonlySet<Path>;
  /** Paths that are to be left as they are. */
  readonly leave?: ReadonlySet<Path>;
}

/** How many paths come back, those of whole trees among them. */
export function countRestored({ restorations }: UndoPlan): number {
  const own = restorations.filter(({ record }) => record.isParent !== true);
  return own.reduce((count, { record }) => count + 1 + (record.below ?? 0), 0);
}

/** What an undo would do. Nothing of it is done while there are conflicts. */
export interface UndoPlan {
  readonly full: FullEntry;
  /** Something of the entry is left as it is: the rest can still be undone later. */
  readonly isPartial: boolean;
  readonly restorations: readonly Restoration[];
  readonly conflicts: readonly Conflict[];
  /** What cannot be brought back, because it was not kept. */
  readonly lost: readonly Conflict[];
  /** Under which names inodes lie now that may be wanted back under another one. */
  readonly living: ReadonlyMap<string, Path>;
  /** The same as a list of changes, for a review. */
  readonly changes: readonly Change[];
}
