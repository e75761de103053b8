import { readdirSync } from "node:fs";
import type { Path } from "../domain/world.ts";
import { readAttributes } from "../journal/attributes.ts";
import { keptPath } from "../journal/complete.ts";
import type { After, Entry, FullEntry, Kept, PathRecord, PathState } from "../journal/entry.ts";
import { isSameInode, isState, readPathState } from "../journal/path-state.ts";
import { nodePath, textOfName } from "../system/node-path.ts";
import { isKept } from "./losses.ts";
import { unfoldReturned } from "./unfold-returned.ts";

/** A record, with what its path was when the line had ended. */
interface Told {
  readonly record: PathRecord;
  readonly after: After | undefined;
}

/**
 * The entry with a record for each path of the moved trees that one of the names lies within, so
 * that a part of them can be brought back. The same entry where there is nothing to unfold. Only
 * looks.
 */
export function unfoldTrees(full: FullEntry, names: readonly Path[]): FullEntry {
  const { entry, records, after } = full;
  const isMeant = ({ path }: PathRecord) => names.some((name) => name.startsWith(`${path}/`));
  const told: Told[] = [];
  records.forEach((record, index) => {
    const one = { record, after: after?.[index] };
    if (!isMeant(record)) told.push(one);
    else if (isKeptTree(entry, record)) told.push(...unfold(one, entry));
    else if (isReturnedTree(one)) told.push(...unfoldReturned(record, one.after));
    else told.push(one);
  });
  if (told.every(({ record }, index) => record === records[index])) return full;
  const unfolded = {
    entry: { ...entry, isUnfolded: true },
    records: told.map((one) => one.record),
  };
  return after === undefined
    ? unfolded
    : { ...unfolded, after: told.map((one) => one.after ?? null) };
}

function isKeptTree(entry: Entry, record: PathRecord): boolean {
  const isTree = record.kept?.how === "tree" && record.before?.type === "directory";
  return isTree && isKept(entry, record);
}

/** An undo brought it back, and it is still the same directory. */
function isReturnedTree(one: Told): one is Told & { readonly after: PathState } {
  const { record, after } = one;
  if (record.before !== null || record.below === undefined || !isState(after)) return false;
  return after.type === "directory" && isSameInode(after, readPathState(record.path));
}

/** Parents come before what is in them. */
function unfold({ record, after }: Told, entry: Entry): readonly Told[] {
  const { path, before, kept } = record;
  if (kept === undefined) return [];
  const found: Told[] = [{ record: { path, need: "name", before }, after }];
  const directories = new Map<Path, number>([[keptPath(entry, kept), 0]]);
  const visit = (tree: Kept, top: Path): void => {
    for (const name of listNames(keptPath(entry, tree))) {
      const inner: Kept = { how: "link", store: tree.store, name: `${tree.name}/${name}` };
      const place = `${top}/${name}`;
      const state = readPathState(keptPath(entry, inner));
      const isDirectory = state?.type === "directory";
      if (isDirectory) directories.set(keptPath(entry, inner), found.length);
      const source = isDirectory ? {} : { kept: inner };
      found.push({ record: { path: place, need: "name", before: state, ...source }, after: null });
      if (isDirectory) visit(inner, place);
    }
  };
  visit(kept, path);
  return withAttributes(found, directories);
}

/** Directories are made anew, without what the kept one has. */
function withAttributes(
  found: readonly Told[],
  directories: ReadonlyMap<Path, number>,
): readonly Told[] {
  const attributes = readAttributes([...directories.keys()]);
  if (attributes === undefined) return found;
  const changed = [...found];
  for (const [place, index] of directories) {
    const one = changed[index];
    if (one === undefined) continue;
    const record = { ...one.record, attributes: attributes.get(place) ?? {} };
    changed[index] = { ...one, record };
  }
  return changed;
}

function listNames(directory: Path): readonly string[] {
  return readdirSync(nodePath(directory), { encoding: "buffer" }).map(textOfName);
}
