import { lstatSync, renameSync } from "node:fs";
import type { Foreseen } from "../domain/plan.ts";
import { keptPath, type Running } from "../journal/complete.ts";
import type { JournalContext } from "../journal/context.ts";
import type { PathRecord } from "../journal/entry.ts";
import { abandonEntry } from "../journal/keep-before-running.ts";
import { startWholeEntry } from "../journal/keep-whole.ts";
import { findWholeTrees } from "../journal/whole-trees.ts";
import { nodePath } from "../system/node-path.ts";
import { Anchors } from "./anchor.ts";
import { setModifiedAnchored } from "./anchored-times.ts";

/**
 * Does what a reviewed `rm -rf` of large trees would, by moving them into the store. Undefined, and
 * nothing has happened, where that cannot be; then rm itself is to run. Throws StoreFailure.
 */
export function moveTrees(reviewed: Foreseen, context: JournalContext): Running | undefined {
  const trees = findWholeTrees(reviewed, context);
  const running = trees && startWholeEntry(reviewed, trees, context);
  if (running === undefined) return undefined;
  if (moveAll(running)) return running;
  abandonEntry(running, context);
  return undefined;
}

/** All of them or none. */
function moveAll({ entry, records }: Running): boolean {
  const anchors = new Anchors();
  const moved: PathRecord[] = [];
  try {
    for (const record of records) {
      const { path, before, kept } = record;
      if (kept === undefined) continue;
      const name = anchors.at(path);
      if (String(lstatSync(name, { bigint: true }).ino) !== before?.inode) throw new Error(path);
      renameSync(name, nodePath(keptPath(entry, kept)));
      moved.push(record);
    }
    return true;
  } catch {
    for (const { path, kept } of moved.reverse()) {
      if (kept !== undefined) renameSync(nodePath(keptPath(entry, kept)), anchors.at(path));
    }
    // What rm then finds, and undo brings back, is to be as if nobody had tried.
    setModifiedAnchored(
      records.flatMap(({ path, isParent, before }) => {
        const isWanted = isParent === true && before !== null;
        return isWanted ? [{ path, modified: BigInt(before.modified) }] : [];
      }),
    );
    return false;
  } finally {
    anchors.close();
  }
}
