import { basename, dirname } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { type AttributeChange, writeAttributes } from "../journal/attributes.ts";
import { firstPassed } from "../journal/run-helper.ts";
import { Anchors } from "./anchor.ts";

/** Directories that are open at once, at the most. */
const groupSize = 200;

/**
 * Brings attributes back by way of the open directories around the paths: an access list or a
 * capability must not land on what somebody put in the way meanwhile. False where not all came back.
 */
export function writeAnchored(changes: readonly AttributeChange[]): boolean {
  let isDone = true;
  for (let at = 0; at < changes.length; at += groupSize) {
    isDone = writeGroup(changes.slice(at, at + groupSize)) && isDone;
  }
  return isDone;
}

function writeGroup(changes: readonly AttributeChange[]): boolean {
  const parents = new Map<Path, Anchors>();
  const passed: number[] = [];
  try {
    const anchored = changes.map((change) => {
      const parent = dirname(change.path);
      const anchors = parents.get(parent) ?? new Anchors();
      parents.set(parent, anchors);
      const file = anchors.around(change.path);
      if (!passed.includes(file)) passed.push(file);
      const place = firstPassed + passed.indexOf(file);
      return { ...change, path: `/proc/self/fd/${place}/${basename(change.path)}` };
    });
    return writeAttributes(anchored, passed);
  } finally {
    for (const anchors of parents.values()) anchors.close();
  }
}
