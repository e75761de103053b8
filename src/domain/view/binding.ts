import type { Cause, Effect, Unknown } from "../effect.ts";
import type { Identity } from "../identity.ts";
import { type ErrorCode, isError, type Path } from "../world.ts";
import type { FileNode } from "./node.ts";
import { mayUse, ownsNode } from "./permissions.ts";
import { type FileTree, joinPath, type LastLink, type Place } from "./tree.ts";

/** One command's hold on the shared tree: who acts, from where, and where effects are put down. */
export interface Binding {
  readonly tree: FileTree;
  readonly identity: Identity;
  readonly directory: Path;
  readonly umask: number;
  readonly cause: Cause;
  record(effect: Effect): void;
  unknown(unknown: Unknown): void;
}

/** Finds a path that may be relative to the binding's directory. */
export function findPlace(binding: Binding, path: Path, last: LastLink): Place | ErrorCode {
  if (path === "") return "ENOENT";
  const absolute = path.startsWith("/") ? path : joinPath(binding.directory, path);
  const place = binding.tree.find(absolute, binding.identity, last);
  if (binding.tree.hidden !== undefined) {
    const reason = `what is inside ${binding.tree.hidden} cannot be read by this account`;
    binding.unknown({ span: binding.cause.span, reason });
  }
  return place;
}

/** The same for a path that must lead to something. */
export function findExisting(
  binding: Binding,
  path: Path,
  last: LastLink,
): (Place & { readonly node: FileNode }) | ErrorCode {
  const place = findPlace(binding, path, last);
  if (isError(place)) return place;
  return place.node === undefined ? "ENOENT" : { ...place, node: place.node };
}

/** Why the identity may not add or remove a name in the directory, or undefined. */
export function refusalToChangeDirectory(
  binding: Binding,
  directory: FileNode,
  path: Path,
): ErrorCode | undefined {
  if (!mayUse(directory, binding.identity, 3)) return "EACCES";
  if (isClosed(binding, directory)) return "EPERM";
  return binding.tree.isReadOnly(path) ? "EROFS" : undefined;
}

/** Why the identity may not take the name away: the directory's rights, stickiness, flags, mounts. */
export function refusalToRemove(
  binding: Binding,
  place: Place & { readonly node: FileNode },
): ErrorCode | undefined {
  const refusal = refusalToChangeDirectory(binding, place.parent, place.parentPath);
  if (refusal !== undefined) return refusal;
  if (isKeptBySticky(place.parent, place.node, binding)) return "EPERM";
  if (binding.tree.isMountPoint(place.path)) return "EBUSY";
  if (binding.tree.isMadeUp(place.path)) return "EPERM";
  if (place.parent.frozen === "but-grows") return "EPERM";
  return isImmutable(binding, place.node) ? "EPERM" : undefined;
}

/** Whether no name can be added to a directory or taken away; asked of the disk but once. */
function isClosed(binding: Binding, directory: FileNode): boolean {
  if (directory.frozen !== undefined) return directory.frozen === "wholly";
  directory.isFrozenOnDisk ??= isImmutable(binding, directory);
  return directory.isFrozenOnDisk;
}

function isKeptBySticky(parent: FileNode, node: FileNode, binding: Binding): boolean {
  if ((parent.mode & 0o1000) === 0 || parent.uid === binding.identity.uid) return false;
  return !ownsNode(node, binding.identity);
}

/** Whether a flag set by chattr keeps the node from change. */
export function isImmutable(binding: Binding, node: FileNode): boolean {
  if (node.frozen !== undefined) return node.frozen !== "no";
  return node.origin !== undefined && binding.tree.world.isImmutable(node.origin);
}

/** Records the effect and that its path now differs from the disk. */
export function recordAt(binding: Binding, path: Path, effect: Effect): void {
  binding.tree.touched.add(path);
  binding.tree.onlyTimes.delete(path);
  binding.record(effect);
}

/** What lies in a closed directory nobody can tell. */
export function sayHidden(binding: Binding, path: Path): void {
  const reason = `what is inside ${path} cannot be read by this account`;
  binding.unknown({ span: binding.cause.span, reason });
}
