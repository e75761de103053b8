import type { Cause, FileEffect } from "../domain/effect.ts";
import type { FileStatus } from "../domain/world.ts";
import type { PathState } from "../journal/entry.ts";
import { isSameAccess, isSameInode, isState } from "../journal/path-state.ts";
import { needsBytes } from "./losses.ts";
import type { Restoration, UndoPlan } from "./undo-plan.ts";

/** What an undo would do, in the terms in which a line's effects are judged. */
export function effectsOfUndo({ restorations }: UndoPlan, cause: Cause): readonly FileEffect[] {
  return restorations.flatMap((one) => effectOf(one, cause) ?? []);
}

function effectOf({ record, now }: Restoration, cause: Cause): FileEffect | undefined {
  const { path, before, isParent } = record;
  if (isParent === true || now === "hidden") return undefined;
  if (!isState(now)) {
    if (before === null) return undefined;
    const { type } = before;
    return { kind: "create", path, type, access: accessOf(before), cause };
  }
  const status = statusOf(now);
  if (before === null) return { kind: "delete", path, before: status, type: now.type, cause };
  const isReplaced = !isSameInode(before, now) && before.type !== "directory";
  if (isReplaced || needsBytes(record, now)) {
    const how = isReplaced ? "replace" : "truncate";
    return { kind: "write", path, before: status, how, isSame: false, size: before.size, cause };
  }
  if (isSameAccess(before, now)) return undefined;
  return { kind: "metadata", path, before: status, after: accessOf(before), cause };
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
