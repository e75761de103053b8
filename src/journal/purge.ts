import { rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { type Retention, usualRetention } from "../domain/retention.ts";
import type { Path } from "../domain/world.ts";
import { nodePath } from "../system/node-path.ts";
import { type JournalContext, journalDirectory } from "./context.ts";
import type { Entry } from "./entry.ts";
import { entryDirectory, writeEntry } from "./journal.ts";
import { markKeeping, noteStore, sweepUnstarted, unmarkKeeping } from "./keeping-mark.ts";
import { LockHeld, withLock } from "./lock.ts";
import { isAlive } from "./process-mark.ts";
import { purgeLogs } from "./purge-logs.ts";
import { listIds, readEntry } from "./read-journal.ts";
import { removeStore } from "./remove-store.ts";
import { giveReserveUp, keepReserve } from "./reserve.ts";
import { measureDirectories } from "./room.ts";
import { isOutOfRoom, StoreFailure, storeFailure } from "./store-failure.ts";
import { isShortOfRoom } from "./stores.ts";

const hour = 3_600_000;
const day = 24 * hour;

/** What went. */
export interface Purged {
  readonly ids: readonly string[];
}

/**
 * Lets go of the oldest entries that are past their time, or whose files take up more than they
 * may, but of nothing younger than a day. Looks at most once an hour, or at once where a disk is
 * nearly full. Never throws for what it cannot do: the next time will do.
 */
export function purgeWhenDue(context: JournalContext, places: readonly Path[] = []): Purged {
  try {
    if (!isDue(context, places)) return nothing;
    const purged =
      purgeAlone(context) ?? (giveReserveUp(context) ? purgeAlone(context) : undefined);
    keepReserve(context);
    return purged ?? nothing;
  } catch (error) {
    if (error instanceof LockHeld || error instanceof StoreFailure) return nothing;
    throw error;
  }
}

/** Undefined where the disk is so full that not even this can be done. */
function purgeAlone(context: JournalContext): Purged | undefined {
  try {
    return withLock(journalDirectory(context), () => purge(context), 0);
  } catch (error) {
    const failure = storeFailure(error, journalDirectory(context));
    if (failure instanceof StoreFailure && isOutOfRoom(failure)) return undefined;
    throw failure;
  }
}

/**
 * Makes room for what is about to be kept of those paths, where the disk of the journal, or one of
 * theirs, is nearly full.
 */
export function purgeWhenShort(context: JournalContext, paths: Iterable<Path> = []): Purged {
  const places = mountsOf(paths, context);
  const isShort = isAnyShort([context.stateDirectory, ...places], context);
  return isShort ? purgeWhenDue(context, places) : nothing;
}

/** Each mount once: thousands of paths of one directory ask for it only once. */
function mountsOf(paths: Iterable<Path>, { mounts }: JournalContext): readonly Path[] {
  const directories = new Set<Path>();
  for (const path of paths) directories.add(dirname(path));
  const found = new Set<Path>();
  for (const directory of directories) found.add(mounts.of(directory)?.path ?? "/");
  return [...found];
}

function isAnyShort(places: readonly Path[], context: JournalContext): boolean {
  const { freePercent } = retentionOf(context);
  return places.some((place) => isShortOfRoom(place, freePercent));
}

const nothing: Purged = { ids: [] };

function isDue(context: JournalContext, places: readonly Path[]): boolean {
  const root = journalDirectory(context);
  if (statSync(nodePath(root), { throwIfNoEntry: false }) === undefined) return false;
  const last = statSync(nodePath(lookedFile(context)), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const age = Math.abs(timeOf(context) - last);
  return age >= hour || (age >= hour / 60 && isAnyShort([root, ...places], context));
}

/** Purges here and now; the journal's lock must be held. */
export function purge(context: JournalContext): Purged {
  sweepUnstarted(context);
  writeFileSync(nodePath(lookedFile(context)), "", { mode: 0o600 });
  const { days, gigabytes, freePercent } = retentionOf(context);
  const now = timeOf(context);
  purgeLogs(context.logDirectory ?? `${context.stateDirectory}/log`, now - days * day);
  const ids: string[] = [];
  const standing: Entry[] = [];
  for (const entry of listOldestFirst(context)) {
    const age = now - Date.parse(entry.time);
    // Still at work, or perhaps the only copy of something that was lost just now.
    if (age < day || isInUse(entry)) continue;
    if (age > days * day) ids.push(drop(entry, context));
    else if (entry.stores.length > 0 && entry.state !== "undone") standing.push(entry);
  }
  // To go through all that is kept takes long, and is of no use where nothing may go.
  if (standing.length === 0) return { ids };
  let bytes = measureDirectories(listOldestFirst(context).flatMap(({ stores }) => stores));
  for (const entry of standing) {
    const isFull = entry.stores.some((store) => isShortOfRoom(store, freePercent));
    if (bytes <= gigabytes * 1e9 && !isFull) continue;
    bytes -= measureDirectories(entry.stores);
    ids.push(drop(entry, context));
  }
  return { ids };
}

function listOldestFirst(context: JournalContext): readonly Entry[] {
  const ids = [...listIds(context)].reverse();
  return ids.map((id) => readEntry(id, context)).filter((entry) => entry !== undefined);
}

function isInUse({ state, owner }: Entry): boolean {
  return state === "keeping" || state === "undoing" || (state === "running" && isAlive(owner));
}

/**
 * Forgets an entry and what was kept for it. From the mark on it counts as one that never started,
 * so that a purge that is cut off is finished by the next guard.
 */
function drop(entry: Entry, context: JournalContext): string {
  const { id, stores } = entry;
  markKeeping(id, context);
  for (const store of stores) noteStore(id, store, context);
  writeEntry({ ...entry, state: "keeping" }, context);
  for (const store of stores) removeStore(store, context.identity.uid);
  rmSync(nodePath(entryDirectory(id, context)), { recursive: true, force: true });
  unmarkKeeping(id, context);
  return id;
}

function lookedFile(context: JournalContext): Path {
  return join(journalDirectory(context), "purged");
}

function retentionOf({ retention }: JournalContext): Retention {
  return retention ?? usualRetention;
}

function timeOf({ now }: JournalContext): number {
  return now?.() ?? Date.now();
}
