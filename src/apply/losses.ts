import type { Path } from "../domain/world.ts";
import { changeOf, keptPath } from "../journal/complete.ts";
import type { Entry, FullEntry, PathRecord, PathState } from "../journal/entry.ts";
import { isSameInode, readPathState } from "../journal/path-state.ts";
import type { Conflict, Restoration } from "./undo-plan.ts";

export interface Losses {
  readonly lost: readonly Conflict[];
  /** It had been kept and is gone: whoever took it away knows better than an undo. */
  readonly taken: readonly Conflict[];
}

/** What of the restorations cannot be done, because the former bytes are nowhere to be had. */
export function findLosses(
  { entry, records }: FullEntry,
  restorations: readonly Restoration[],
  living: ReadonlyMap<string, Path>,
): Losses {
  const lost: Conflict[] = [];
  const taken: Conflict[] = [];
  const sources = new Set(living.keys());
  for (const record of records) {
    const { path, before, missing } = record;
    if (before !== null && isKept(entry, record)) sources.add(before.inode);
    if (before === null && missing !== undefined) lost.push({ path, reason: missing });
  }
  for (const { record, now, isPlaced } of restorations) {
    if (isPlaced) continue;
    const { path, kept } = record;
    const loss = now === "hidden" ? undefined : lossOf(entry, record, now, sources);
    if (loss === "written") lost.push({ path, reason: "was written to against expectation" });
    if (loss !== "absent") continue;
    if (kept === undefined) lost.push({ path, reason: describeMissing(record) });
    else taken.push({ path, reason: "is kept no longer, or was removed under its new name" });
  }
  return { lost, taken };
}

function describeMissing({ missing }: PathRecord): string {
  return missing === undefined ? "was not kept" : `was not kept: ${missing}`;
}

function lossOf(
  entry: Entry,
  record: PathRecord,
  now: PathState | null,
  sources: ReadonlySet<string>,
): "absent" | "written" | undefined {
  const { before, kept } = record;
  if (kept?.how === "tree")
    return isSameInode(before, now) || isKept(entry, record) ? undefined : "absent";
  if (before === null || (before.type !== "socket" && !needsBytes(record, now))) return undefined;
  const isInPlace = isSameInode(before, now);
  if (before.type === "socket" && isInPlace) return undefined;
  // The same inode under another name in the store was written along with the path.
  if (isInPlace && kept?.how === "link") return "written";
  const hasSource = isInPlace ? isKept(entry, record) : sources.has(before.inode);
  return hasSource ? undefined : "absent";
}

/** Whether the bytes of a file have to come out of the store. */
export function needsBytes({ before, need }: PathRecord, now: PathState | null): boolean {
  if (before?.type !== "file" || now === null) return before?.type === "file";
  if (!isSameInode(before, now)) return true;
  return need !== "length" && changeOf(before, now, need) === "modified";
}

/** Whether the store still has the file: the very inode, or a copy that is a file as well. */
export function isKept(entry: Entry, { kept, before }: PathRecord): boolean {
  const state = kept === undefined ? null : readPathState(keptPath(entry, kept));
  if (state === null || before === null || state.type !== before.type) return false;
  return kept?.how === "copy" || state.inode === before.inode;
}
