import { readdirSync } from "node:fs";
import type { Path } from "../domain/world.ts";
import type { After, PathRecord, PathState } from "../journal/entry.ts";
import { readPathState } from "../journal/path-state.ts";
import { nodePath, textOfName } from "../system/node-path.ts";

/**
 * A record for each path of a tree that an undo brought back as a whole, so that a part of it can be
 * taken away again. Nothing was told of what lies within: only what is no newer than the tree's return
 * counts as what came back, and anything else is a conflict where it is chosen. Parents come first.
 */
export function unfoldReturned(
  { path }: PathRecord,
  after: PathState,
): readonly { readonly record: PathRecord; readonly after: After }[] {
  const returned = BigInt(after.changed);
  const found: { record: PathRecord; after: After }[] = [];
  const visit = (place: Path): void => {
    const state = readPathState(place);
    if (state === null) return;
    const isNewer = BigInt(state.changed) > returned;
    found.push({
      record: { path: place, need: "nothing", before: null },
      after: isNewer ? null : state,
    });
    if (state.type === "directory") for (const name of listNames(place)) visit(`${place}/${name}`);
  };
  visit(path);
  return found;
}

function listNames(directory: Path): readonly string[] {
  return readdirSync(nodePath(directory), { encoding: "buffer" }).map(textOfName);
}
