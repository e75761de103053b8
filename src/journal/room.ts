import type { StoreRoom } from "../domain/history.ts";
import type { Path } from "../domain/world.ts";
import { type JournalContext, journalDirectory } from "./context.ts";
import { readStatus } from "./path-state.ts";
import { listIds, readEntry } from "./read-journal.ts";
import { runWithList } from "./run-helper.ts";
import { freeBytes, isShortOfRoom } from "./stores.ts";

/** What the caller's history and kept files take up, and what is left beside them. */
export function readRoom(context: JournalContext): StoreRoom {
  const root = journalDirectory(context);
  const entries = listIds(context).flatMap((id) => readEntry(id, context) ?? []);
  const stores = entries.flatMap((entry) => entry.stores);
  const bytes = measureDirectories(readStatus(root) === undefined ? stores : [root, ...stores]);
  const oldest = entries.at(-1)?.time;
  const percent = context.retention?.freePercent ?? 0;
  return {
    bytes,
    entries: entries.length,
    free: freeBytes(root),
    isShort: [root, ...stores].some((place) => isShortOfRoom(place, percent)),
    ...(oldest === undefined ? {} : { oldest }),
  };
}

/** Bytes on the disk of all that lies at and below those directories, links counted once. */
export function measureDirectories(directories: readonly Path[]): number {
  const there = directories.filter((directory) => readStatus(directory) !== undefined);
  if (there.length === 0) return 0;
  const { output } = runWithList(["du", "-s", "-c", "-x", "-B", "1", "--"], there);
  // More paths than one process takes give more than one total.
  return [...output.toString("latin1").matchAll(/^(\d+)\ttotal$/gm)].reduce(
    (sum, [, bytes]) => sum + Number(bytes),
    0,
  );
}
