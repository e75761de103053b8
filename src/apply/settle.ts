import { chmodSync, lchownSync, lstatSync } from "node:fs";
import type { Path } from "../domain/world.ts";
import { type AttributeChange, readAttributes, writeAttributes } from "../journal/attributes.ts";
import type { PathRecord, PathState } from "../journal/entry.ts";
import { readPathState } from "../journal/path-state.ts";
import { setModified } from "../journal/set-modified.ts";
import { nodePath, systemCodeOf } from "../system/node-path.ts";

interface Placed {
  readonly record: PathRecord;
  readonly withTime: boolean;
}

interface Settled {
  readonly path: Path;
  readonly before: PathState;
}

/**
 * Brings owner, attributes, times and mode of restored paths back, given parents first. In this
 * order, because each step undoes a part of those after it: chown takes set-id bits and
 * capabilities away, an access list changes the mode. Gives the paths that fell short.
 */
export function settle(placed: readonly Placed[]): readonly Path[] {
  const owned: Settled[] = [];
  for (const { record } of placed) {
    const { path, before, isParent } = record;
    if (before !== null && isParent !== true) owned.push({ path, before });
  }
  const short = new Set<Path>();
  for (const one of owned) if (!bringOwnerBack(one)) short.add(one.path);
  for (const path of bringAttributesBack(placed)) short.add(path);
  const times = placed.flatMap(({ record: { path, before }, withTime }) =>
    withTime && before !== null ? [{ path, modified: BigInt(before.modified) }] : [],
  );
  for (const path of setModified(times)) short.add(path);
  for (const one of owned.toReversed()) if (!bringModeBack(one)) short.add(one.path);
  return [...short];
}

function bringOwnerBack({ path, before }: Settled): boolean {
  const now = readPathState(path);
  if (now === null) return false;
  if (now.uid === before.uid && now.gid === before.gid) return true;
  return permitted(() => lchownSync(nodePath(path), before.uid, before.gid));
}

function bringModeBack({ path, before }: Settled): boolean {
  if (before.type === "link") return true;
  const status = lstatSync(nodePath(path), { throwIfNoEntry: false });
  if (status === undefined || status.isSymbolicLink()) return false;
  if ((status.mode & 0o7777) === before.mode) return true;
  return permitted(() => chmodSync(nodePath(path), before.mode));
}

function permitted(action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (systemCodeOf(error) === "EPERM") return false;
    throw error;
  }
}

function bringAttributesBack(placed: readonly Placed[]): readonly Path[] {
  const recorded = placed.flatMap(({ record: { path, attributes } }) =>
    attributes === undefined ? [] : [{ path, wanted: attributes }],
  );
  const found = readAttributes(recorded.map(({ path }) => path));
  if (found === undefined) return recorded.map(({ path }) => path);
  const changes: AttributeChange[] = recorded
    .map((one) => ({ ...one, found: found.get(one.path) ?? {} }))
    .filter(
      ({ wanted, found: has }) => JSON.stringify(sorted(wanted)) !== JSON.stringify(sorted(has)),
    );
  return writeAttributes(changes) ? [] : changes.map(({ path }) => path);
}

function sorted(attributes: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  return Object.entries(attributes).sort(([first], [second]) => (first < second ? -1 : 1));
}
