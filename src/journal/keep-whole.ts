import { dirname } from "node:path/posix";
import type { Foreseen } from "../domain/plan.ts";
import type { Path } from "../domain/world.ts";
import type { Running } from "./complete.ts";
import { copyLimitOf, type JournalContext } from "./context.ts";
import type { Entry, PathRecord } from "./entry.ts";
import { beginEntry, dropEntry } from "./journal.ts";
import { startOrDrop } from "./keep-before-running.ts";
import { sweepUnstarted } from "./keeping-mark.ts";
import { KeepingPlace } from "./keeping-place.ts";
import { readPathState } from "./path-state.ts";
import { purgeWhenShort } from "./purge.ts";
import type { WholeTree } from "./whole-trees.ts";

/**
 * Writes the entry of trees that are to be moved into the store, on the disk before this returns,
 * and moves nothing. Undefined where there is no store on their own mount. Throws StoreFailure.
 */
export function startWholeEntry(
  { line, argv, directory, effects }: Foreseen,
  trees: readonly WholeTree[],
  context: JournalContext,
): Running | undefined {
  sweepUnstarted(context);
  purgeWhenShort(
    context,
    trees.map(({ path }) => path),
  );
  const entry = beginEntry({ kind: "run", line, argv, directory }, context);
  const place = openPlace(entry, trees, context);
  const records = reserveOrDrop(entry, trees, place, context);
  if (records === undefined) {
    dropEntry(entry, place.stores, context);
    return undefined;
  }
  const size = effects.reduce(
    (sum, one) => sum + (one.kind === "delete" ? (one.before?.size ?? 0) : 0),
    0,
  );
  const { stores } = place;
  const kept = { records, stores, bytes: size, unsynced: place.listUnsynced(), missing: [] };
  return { entry: startOrDrop(entry, kept, { grade: "full" }, context), records };
}

function openPlace(
  { id }: Entry,
  trees: readonly WholeTree[],
  context: JournalContext,
): KeepingPlace {
  const isWithin = (directory: Path) =>
    trees.some(({ path }) => `${directory}/`.startsWith(`${path}/`));
  return new KeepingPlace(id, context, copyLimitOf(context), isWithin);
}

/** A place for each tree; when the store cannot be written, all traces of the entry go. */
function reserveOrDrop(
  entry: Entry,
  trees: readonly WholeTree[],
  place: KeepingPlace,
  context: JournalContext,
): readonly PathRecord[] | undefined {
  try {
    return recordsOf(trees, place);
  } catch (error) {
    dropEntry(entry, place.stores, context);
    throw error;
  }
}

function recordsOf(
  trees: readonly WholeTree[],
  place: KeepingPlace,
): readonly PathRecord[] | undefined {
  const records: PathRecord[] = [];
  for (const { path, before, below } of trees) {
    const kept = place.reserve(path);
    if (kept === undefined) return undefined;
    records.push({ path, need: "name", before, kept, below });
  }
  for (const path of new Set(trees.map((tree) => dirname(tree.path)))) {
    const before = readPathState(path);
    if (before !== null) records.push({ path, need: "status", isParent: true, before });
  }
  return records;
}
