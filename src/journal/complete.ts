import { rmSync } from "node:fs";
import { join } from "node:path/posix";
import type { ChangeCounts } from "../domain/history.ts";
import type { Path } from "../domain/world.ts";
import { nodePath, systemCodeOf } from "../system/node-path.ts";
import type { JournalContext } from "./context.ts";
import type { After, Entry, Kept, Need, PathRecord, PathState } from "./entry.ts";
import { readFlags } from "./file-flags.ts";
import { endEntry } from "./journal.ts";
import { digestLimit } from "./keep.ts";
import { PathReader } from "./path-reader.ts";
import { isSameAccess, isSameInode, isSameState, isState, readDigest } from "./path-state.ts";

/** Bytes read for digests of what a line left behind, at the most. */
const digestBudget = 4 << 20;

/** An entry whose change has begun. */
export interface Running {
  readonly entry: Entry;
  readonly records: readonly PathRecord[];
}

/** Records what the paths have become, and gives back what was kept of those that stayed the same. */
export function completeEntry(
  { entry, records }: Running,
  status: number | undefined,
  context: JournalContext,
): Entry {
  const after = readAll(records);
  release(entry, records, after);
  const counts = countChanges(records, after);
  const isIdle = records.every((record, index) => isAsBefore(record, after[index] ?? null));
  const told = status === undefined ? {} : { status };
  return endEntry(entry, after, { counts, isIdle, ...told }, context);
}

function isAsBefore({ before }: PathRecord, now: After): boolean {
  return now !== "hidden" && isUntouched(before, now) && before?.modified === now?.modified;
}

function readAll(records: readonly PathRecord[]): readonly After[] {
  let budget = digestBudget;
  const reader = new PathReader();
  const flags = readFlagsNow(records);
  return records.map(({ path, before, isParent }) => {
    const state = withFlags(reader.read(path), flags.get(path));
    if (state === null || state === "hidden" || isParent === true) return state;
    if (isSameState(state, before) && before?.digest === undefined) return state;
    const limit = Math.min(budget, digestLimit);
    const digest = readDigest(path, state, limit);
    if (digest === undefined) return state;
    budget -= state.size;
    return { ...state, digest };
  });
}

/** The flags of those paths where they could change. */
export function readFlagsNow(records: readonly PathRecord[]): ReadonlyMap<Path, string> {
  const flagged = records.filter(({ isFlagged }) => isFlagged === true);
  return readFlags(flagged.map(({ path }) => path));
}

export function withFlags(state: After, flags: string | undefined): After {
  return flags === undefined || !isState(state) ? state : { ...state, flags };
}

/** Whether a path is as it was before, so that there is nothing to bring back. */
export function isUntouched(before: PathState | null, now: PathState | null): boolean {
  if (!isSameState(before, now)) return false;
  if (before?.digest === undefined || now?.digest === undefined) return true;
  return before.digest === now.digest;
}

/**
 * Removes from the store what is not lost after all: paths that stayed the same, and links of files
 * that merely moved, which undo finds under their new name.
 */
function release(entry: Entry, records: readonly PathRecord[], after: readonly After[]): void {
  const living = listLiving(after);
  const needed = new Set<string>();
  const idle: Kept[] = [];
  records.forEach(({ kept, before }, index) => {
    if (kept === undefined || before === null) return;
    const now = after[index] ?? null;
    const hasMoved = kept.how === "link" && living.has(before.inode);
    if (hasMoved || (now !== "hidden" && isUntouched(before, now))) idle.push(kept);
    else needed.add(keptPath(entry, kept));
  });
  for (const kept of idle) {
    const file = keptPath(entry, kept);
    if (!needed.has(file)) removeName(file);
  }
}

/** A file that the line made immutable keeps the name for as long as the entry. */
function removeName(file: Path): void {
  try {
    rmSync(nodePath(file), { force: true });
  } catch (error) {
    if (systemCodeOf(error) !== "EPERM") throw error;
  }
}

function listLiving(after: readonly After[]): ReadonlySet<string> {
  const living = new Set<string>();
  for (const state of after) {
    if (state === null || state === "hidden" || state.type === "directory") continue;
    living.add(state.inode);
  }
  return living;
}

/** Where a kept file lies. */
export function keptPath(entry: Entry, kept: Kept): string {
  const store = entry.stores[kept.store];
  if (store === undefined) throw new Error(`entry ${entry.id} names a store it does not have`);
  return join(store, kept.name);
}

function countChanges(records: readonly PathRecord[], after: readonly After[]): ChangeCounts {
  const counts = { created: 0, modified: 0, deleted: 0, metadata: 0 };
  records.forEach(({ before, isParent, isWitness, need, below = 0 }, index) => {
    const now = after[index] ?? null;
    const isCounted = isParent !== true && isWitness !== true && now !== "hidden";
    const kind = isCounted ? changeOf(before, now, need) : undefined;
    if (kind !== undefined) counts[kind] += 1 + below;
  });
  return counts;
}

/** The contract's name for the difference between two states of a path with that need. */
export function changeOf(
  before: PathState | null,
  after: PathState | null,
  need: Need,
): keyof ChangeCounts | undefined {
  if (before === null) return after === null ? undefined : "created";
  if (after === null) return "deleted";
  if (before.type !== after.type || before.target !== after.target) return "modified";
  if (before.type === "file" && !hasSameBytes(before, after, need)) return "modified";
  return isSameAccess(before, after) ? undefined : "metadata";
}

function hasSameBytes(before: PathState, after: PathState, need: Need): boolean {
  if (before.size !== after.size) return false;
  // Bytes that were foreseen to stay: another time alone says nothing against it.
  if (need === "status" && isSameInode(before, after)) return true;
  if (before.digest !== undefined && after.digest !== undefined)
    return before.digest === after.digest;
  return isSameInode(before, after) && before.modified === after.modified;
}
