import { type AccessLists, isExtended, listWithMode } from "../access-list.ts";
import type { Access } from "../effect.ts";
import { type ErrorCode, isError, type Path } from "../world.ts";
import { type Binding, findExisting, isImmutable, recordAt } from "./binding.ts";
import { type FileNode, statusOf } from "./node.ts";
import { isInGroup, mayUse, ownsNode } from "./permissions.ts";

/** chmod(2). */
export function changeMode(binding: Binding, path: Path, mode: number): ErrorCode | undefined {
  const place = findExisting(binding, path, "follow");
  if (isError(place)) return place;
  const { node } = place;
  const refusal = refusalToChange(binding, node, place.path);
  if (refusal !== undefined) return refusal;
  const losesGroupBit =
    node.type !== "directory" &&
    !isInGroup(binding.identity, node.gid) &&
    !binding.identity.capabilities.has("fsetid");
  setAttributes(binding, place.path, node, { mode: losesGroupBit ? mode & ~0o2000 : mode });
  return undefined;
}

/** chown(2) and lchown(2); undefined leaves a part as it is. */
export function changeOwner(
  binding: Binding,
  path: Path,
  uid: number | undefined,
  gid: number | undefined,
  follow: boolean,
): ErrorCode | undefined {
  const place = findExisting(binding, path, follow ? "follow" : "keep");
  if (isError(place)) return place;
  const { node } = place;
  if (binding.tree.isReadOnly(place.path)) return "EROFS";
  if (!mayChown(binding, node, uid, gid)) return "EPERM";
  if (isImmutable(binding, node)) return "EPERM";
  const mode =
    node.type === "directory" || node.type === "link" ? node.mode : withoutSetId(node.mode);
  setAttributes(binding, place.path, node, { uid: uid ?? node.uid, gid: gid ?? node.gid, mode });
  return undefined;
}

/** Sets what the identity may set, silently leaving the rest: cp -p, tar, mv across mounts. */
export function setAccess(binding: Binding, path: Path, access: Partial<Access>): void {
  const place = findExisting(binding, path, "keep");
  if (isError(place)) return;
  const { node } = place;
  const mayOwn = mayChown(binding, node, access.uid, access.gid);
  const owner = mayOwn ? { uid: access.uid ?? node.uid, gid: access.gid ?? node.gid } : {};
  const mayMode = access.mode !== undefined && ownsNode(node, binding.identity);
  setAttributes(binding, place.path, node, mayMode ? { ...owner, mode: access.mode } : owner);
}

/** utimensat(2) with a time of one's own choosing. */
export function setModified(
  binding: Binding,
  path: Path,
  seconds: number,
  follow: boolean,
): ErrorCode | undefined {
  const place = findExisting(binding, path, follow ? "follow" : "keep");
  if (isError(place)) return place;
  const { node } = place;
  if (!ownsNode(node, binding.identity) && !mayUse(node, binding.identity, 2)) return "EACCES";
  if (binding.tree.isReadOnly(place.path)) return "EROFS";
  node.modified = seconds;
  node.isChanged = true;
  if (!binding.tree.touched.has(place.path)) binding.tree.onlyTimes.add(place.path);
  binding.tree.touched.add(place.path);
  return undefined;
}

/** Why the identity may not change the mode or the access lists of a node, or undefined. */
export function refusalToChange(
  binding: Binding,
  node: FileNode,
  path: Path,
): ErrorCode | undefined {
  if (binding.tree.isReadOnly(path)) return "EROFS";
  if (!ownsNode(node, binding.identity)) return "EPERM";
  return isImmutable(binding, node) ? "EPERM" : undefined;
}

function mayChown(
  binding: Binding,
  node: FileNode,
  uid: number | undefined,
  gid: number | undefined,
): boolean {
  const { identity } = binding;
  if (identity.capabilities.has("chown")) return true;
  if (uid === undefined && gid === undefined) return true;
  const isOwner = node.uid === identity.uid;
  if (uid !== undefined && !(isOwner && uid === node.uid)) return false;
  return gid === undefined || (isOwner && (gid === node.gid || isInGroup(identity, gid)));
}

function withoutSetId(mode: number): number {
  return (mode & 0o010) !== 0 ? mode & ~0o6000 : mode & ~0o4000;
}

function setAttributes(
  binding: Binding,
  path: Path,
  node: FileNode,
  changed: { readonly mode?: number; readonly uid?: number; readonly gid?: number },
): void {
  const before = statusOf(node);
  const after = {
    mode: (changed.mode ?? node.mode) & 0o7777,
    uid: changed.uid ?? node.uid,
    gid: changed.gid ?? node.gid,
  };
  if (after.mode === node.mode && after.uid === node.uid && after.gid === node.gid) return;
  const lists = listsWithMode(node, after.mode);
  Object.assign(node, after);
  node.isChanged = true;
  const { cause } = binding;
  recordAt(binding, path, { kind: "metadata", path, before, after, ...lists, cause });
}

/** Where a file has an access list, chmod changes the mask in it: see acl(5). */
function listsWithMode(
  node: FileNode,
  mode: number,
): { readonly lists?: { readonly before: AccessLists; readonly after: AccessLists } } {
  const before = node.lists;
  if (before === undefined) return {};
  const after = { ...before, access: listWithMode(before.access, mode) };
  node.listsBefore ??= before;
  node.lists = after;
  return isExtended(before.access) ? { lists: { before, after } } : {};
}
