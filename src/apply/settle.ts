import { chmodSync, closeSync, constants, fstatSync, lchownSync, openSync } from "node:fs";
import type { Path } from "../domain/world.ts";
import { type AttributeChange, readAttributes } from "../journal/attributes.ts";
import type { PathRecord, PathState } from "../journal/entry.ts";
import { readPathState } from "../journal/path-state.ts";
import { systemCodeOf } from "../system/node-path.ts";
import { Anchors } from "./anchor.ts";
import { writeAnchored } from "./anchored-attributes.ts";
import { setModifiedAnchored } from "./anchored-times.ts";

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
  const anchors = new Anchors();
  try {
    for (const one of owned) if (!bringOwnerBack(one, anchors)) short.add(one.path);
    for (const path of bringAttributesBack(placed)) short.add(path);
    const times = placed.flatMap(({ record: { path, before }, withTime }) =>
      withTime && before !== null ? [{ path, modified: BigInt(before.modified) }] : [],
    );
    for (const path of setModifiedAnchored(times)) short.add(path);
    for (const one of owned.toReversed()) if (!bringModeBack(one, anchors)) short.add(one.path);
    return [...short];
  } finally {
    anchors.close();
  }
}

/** Root must not give away what somebody put a parent, or a link, in the way of meanwhile. */
function bringOwnerBack({ path, before }: Settled, anchors: Anchors): boolean {
  const now = readPathState(path);
  if (now === null) return false;
  if (now.uid === before.uid && now.gid === before.gid) return true;
  return permitted(() => lchownSync(anchors.at(path), before.uid, before.gid));
}

/** A file that is only named, so that one which cannot be read is reached as well. */
const naming = 0o10000000 | constants.O_NOFOLLOW;

function bringModeBack({ path, before }: Settled, anchors: Anchors): boolean {
  if (before.type === "link") return true;
  const now = readPathState(path);
  if (now === null || now.type === "link") return false;
  if (now.mode === before.mode) return true;
  const file = openSync(anchors.at(path), naming);
  try {
    // chmod(2) follows a link; through the open file it cannot be another one.
    if (fstatSync(file).isSymbolicLink()) return false;
    return permitted(() => chmodSync(`/proc/self/fd/${file}`, before.mode));
  } finally {
    closeSync(file);
  }
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
  return writeAnchored(changes) ? [] : changes.map(({ path }) => path);
}

function sorted(attributes: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  return Object.entries(attributes).sort(([first], [second]) => (first < second ? -1 : 1));
}
