import type { Cause, FileEffect } from "../domain/effect.ts";
import type { FileStatus } from "../domain/world.ts";
import type { PathState } from "../journal/entry.ts";
import { isSameAccess, isSameInode, isState } from "../journal/path-state.ts";
import { needsBytes } from "./losses.ts";
import type { Restoration, UndoPlan } from "./undo-plan.ts";

/** What an undo would do, in the terms in which a line's effects are judged. */
export function effectsOfUndo({ restorations }: UndoPlan, cause: Cause): readonly FileEffect[] {
  return restorations.flatMap((one) => effectsOf(one, cause));
}

function effectsOf({ record, now }: Restoration, cause: Cause): readonly FileEffect[] {
  const { path, before, isParent } = record;
  if (isParent === true || now === "hidden") return [];
  if (!isState(now)) {
    if (before === null) return [];
    const { type } = before;
    return [{ kind: "create", path, type, access: accessOf(before), cause }];
  }
  const status = statusOf(now);
  if (before === null) return [{ kind: "delete", path, before: status, type: now.type, cause }];
  const access: readonly FileEffect[] = isSameAccess(before, now)
    ? []
    : [{ kind: "metadata", path, before: status, after: accessOf(before), cause }];
  const isReplaced = !isSameInode(before, now) && before.type !== "directory";
  if (isReplaced || needsBytes(record, now)) {
    const how = isReplaced ? "replace" : "truncate";
    const { size } = before;
    // What comes back as another inode brings its own rights with it.
    return [{ kind: "write", path, before: status, how, isSame: false, size, cause }, ...access];
  }
  return access;
}

function accessOf({ mode, uid, gid }: PathState) {
  return { mode, uid, gid };
}

function statusOf(state: PathState): FileStatus {
  const { type, mode, uid, gid, size, links, deviceNumber } = state;
  return {
    ...{ type, mode, uid, gid, size, links, deviceNumber },
    device: Number(state.device),
    inode: Number(state.inode),
    modified: Number(state.modified) / 1e9,
  };
}
