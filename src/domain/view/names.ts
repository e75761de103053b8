import { type ErrorCode, type FileType, isError, type Path } from "../world.ts";
import {
  type Binding,
  findExisting,
  findPlace,
  recordAt,
  refusalToChangeDirectory,
  refusalToRemove,
  sayHidden,
} from "./binding.ts";
import { copyOf, type FileNode, makeNode, type NewNode, statusOf } from "./node.ts";
import { mayLink, mayUse } from "./permissions.ts";
import { type FileTree, isWithin, joinPath, type Place } from "./tree.ts";

/** unlink(2). */
export function unlink(binding: Binding, path: Path): ErrorCode | undefined {
  const place = findExisting(binding, path, "name");
  if (isError(place)) return place;
  const isDirectory = place.node.type === "directory";
  if (place.isNameless) return "EISDIR";
  if (place.meansDirectory) return isDirectory ? "EISDIR" : "ENOTDIR";
  const refusal = refusalToRemove(binding, place);
  if (refusal !== undefined) return refusal;
  if (isDirectory) return "EISDIR";
  recordDelete(binding, place);
  return undefined;
}

/** rmdir(2). */
export function removeDirectory(binding: Binding, path: Path): ErrorCode | undefined {
  if (/(^|\/)\.\/*$/.test(path)) return "EINVAL";
  const place = findExisting(binding, path, "name");
  if (isError(place)) return place;
  if (/(^|\/)\.\.\/*$/.test(path)) return "ENOTEMPTY";
  if (place.path === "/") return "EBUSY";
  const refusal = refusalToRemove(binding, place);
  if (refusal !== undefined && refusal !== "EBUSY") return refusal;
  if (place.node.type !== "directory") return "ENOTDIR";
  if (refusal !== undefined) return refusal;
  const entries = binding.tree.entries(place.node);
  if (isError(entries)) sayIfHidden(binding, place.node, path);
  if (isError(entries) ? place.node.links > 2 : entries.length > 0) return "ENOTEMPTY";
  recordDelete(binding, place);
  return undefined;
}

function recordDelete(binding: Binding, place: Place & { readonly node: FileNode }): void {
  const { node, path, name, parent } = place;
  const before = statusOf(node);
  recordAt(binding, path, { kind: "delete", path, before, type: node.type, cause: binding.cause });
  parent.children.set(name, null);
  node.links -= 1;
}

/** mkdir(2). */
export function makeDirectory(binding: Binding, path: Path, mode: number): ErrorCode | undefined {
  const place = findPlace(binding, path, "name");
  if (isError(place)) return place;
  if (place.node !== undefined) return "EEXIST";
  return addNode(binding, place, { type: "directory", mode: mode & ~binding.umask });
}

/** symlink(2). */
export function symbolicLink(binding: Binding, target: string, path: Path): ErrorCode | undefined {
  if (target === "") return "ENOENT";
  const place = findPlace(binding, path, "name");
  if (isError(place)) return place;
  if (place.node !== undefined) return "EEXIST";
  if (place.meansDirectory) return "ENOENT";
  return addNode(binding, place, { type: "link", mode: 0o777, target });
}

/** mkfifo(3), mknod(2). */
export function makeSpecial(
  binding: Binding,
  path: Path,
  type: FileType,
  mode: number,
  deviceNumber: number,
): ErrorCode | undefined {
  const place = findPlace(binding, path, "name");
  if (isError(place)) return place;
  if (place.node !== undefined) return "EEXIST";
  if (place.meansDirectory) return "ENOENT";
  const isDevice = type === "block" || type === "character";
  if (isDevice && !binding.identity.capabilities.has("mknod")) return "EPERM";
  return addNode(binding, place, { type, mode: mode & ~binding.umask, deviceNumber });
}

/** Adds a node under a free name, with the owner and group the kernel would give it. */
export function addNode(
  binding: Binding,
  place: Place,
  made: Omit<NewNode, "access" | "device"> & { readonly mode: number },
): ErrorCode | undefined {
  const refusal = refusalToChangeDirectory(binding, place.parent, place.parentPath);
  if (refusal !== undefined) return refusal;
  const inheritsGroup = (place.parent.mode & 0o2000) !== 0;
  const keptBit = inheritsGroup && made.type === "directory" ? 0o2000 : 0;
  const access = {
    mode: (made.mode & 0o7777) | keptBit,
    uid: binding.identity.uid,
    gid: inheritsGroup ? place.parent.gid : binding.identity.gid,
  };
  const node = makeNode({ ...made, access, device: place.parent.device });
  place.parent.children.set(place.name, node);
  const { path } = place;
  const { cause } = binding;
  if (made.type === "link") {
    const target = made.target ?? "";
    recordAt(binding, path, { kind: "link", path, target, isSymbolic: true, cause });
  } else {
    const copy = copyOf(made.content);
    recordAt(binding, path, { kind: "create", path, type: made.type, access, ...copy, cause });
  }
  return undefined;
}

/** link(2), the last part of `from` not followed. */
export function hardLink(binding: Binding, from: Path, path: Path): ErrorCode | undefined {
  const source = findExisting(binding, from, "keep");
  if (isError(source)) return source;
  const place = findPlace(binding, path, "name");
  if (isError(place)) return place;
  if (place.node !== undefined) return "EEXIST";
  if (place.meansDirectory) return "ENOENT";
  if (!isSameMount(binding, source.path, place.parentPath)) return "EXDEV";
  if (!mayLink(source.node, binding.identity)) return "EPERM";
  const refusal = refusalToChangeDirectory(binding, place.parent, place.parentPath);
  if (refusal !== undefined) return refusal;
  if (source.node.type === "directory") return "EPERM";
  source.node.links += 1;
  place.parent.children.set(place.name, source.node);
  const { cause } = binding;
  const effect = { path: place.path, target: source.path, isSymbolic: false, cause };
  recordAt(binding, place.path, { kind: "link", ...effect });
  return undefined;
}

function isSameMount(binding: Binding, first: Path, second: Path): boolean {
  return binding.tree.mountOf(first)?.path === binding.tree.mountOf(second)?.path;
}

/** rename(2). */
export function rename(binding: Binding, from: Path, to: Path): ErrorCode | undefined {
  const source = findPlace(binding, from, "name");
  if (isError(source)) return source;
  const target = findPlace(binding, to, "name");
  if (isError(target)) return target;
  if (!isSameMount(binding, source.parentPath, target.parentPath)) return "EXDEV";
  if (source.isNameless || target.isNameless) return "EBUSY";
  return source.node === undefined
    ? "ENOENT"
    : renameFound(binding, { ...source, node: source.node }, target);
}

function renameFound(
  binding: Binding,
  source: Place & { readonly node: FileNode },
  target: Place,
): ErrorCode | undefined {
  const refusal = refusalToRename(binding, source, target);
  if (refusal !== undefined) return refusal;
  if (target.node === source.node) return undefined;
  const before = statusOf(source.node);
  const effect = { kind: "move", from: source.path, path: target.path, before } as const;
  const { cause } = binding;
  const replaced = target.node === undefined ? {} : { replaced: statusOf(target.node) };
  if (target.node !== undefined) target.node.links -= 1;
  source.parent.children.set(source.name, null);
  target.parent.children.set(target.name, source.node);
  binding.tree.touched.add(source.path);
  binding.tree.onlyTimes.delete(source.path);
  sayIfHidden(binding, source.node, source.path);
  recordAt(binding, target.path, { ...effect, ...replaced, cause });
  return undefined;
}

/** The names below a directory that moves change with it; those in a closed one nobody can tell. */
function sayIfHidden(binding: Binding, node: FileNode, path: Path): void {
  const budget = { left: binding.tree.isUnlimited ? Number.POSITIVE_INFINITY : maximumSearched };
  const closed = findClosed(binding.tree, node, path, budget);
  if (closed !== undefined) sayHidden(binding, closed);
}

/** Entries of a directory that moves that are looked at, as long as nobody asks for every path. */
const maximumSearched = 1000;

/** A directory, at or below one, whose entries the account that checks may not look at. */
function findClosed(
  tree: FileTree,
  node: FileNode,
  path: Path,
  budget: { left: number },
): Path | undefined {
  if (node.type !== "directory" || node.origin === undefined) return undefined;
  const entries = tree.entries(node);
  if (isError(entries)) return path;
  for (const [at, { name, type }] of entries.entries()) {
    budget.left -= 1;
    if (budget.left < 0) return undefined;
    if (at > 0 && type !== "directory") continue;
    const child = tree.peek(node, name);
    if (child === "EACCES") return path;
    if (child === undefined || isError(child)) continue;
    const closed = findClosed(tree, child, joinPath(path, name), budget);
    if (closed !== undefined) return closed;
  }
  return undefined;
}

/** The checks in the kernel's order, which decides what error is seen when several apply. */
function refusalToRename(
  binding: Binding,
  source: Place & { readonly node: FileNode },
  target: Place,
): ErrorCode | undefined {
  const isDirectory = source.node.type === "directory";
  if (!isDirectory && (source.meansDirectory || target.meansDirectory)) return "ENOTDIR";
  if (isDirectory && isWithin(target.path, source.path) && target.path !== source.path)
    return "EINVAL";
  if (
    target.node !== undefined &&
    isWithin(source.path, target.path) &&
    target.path !== source.path
  ) {
    return "ENOTEMPTY";
  }
  if (target.node === source.node) return undefined;
  const refusal = refusalToRemove(binding, source);
  if (refusal !== undefined && refusal !== "EBUSY") return refusal;
  const refusalThere = refusalToTakeName(binding, source.node, target);
  if (refusalThere !== undefined && refusalThere !== "ENOTEMPTY") return refusalThere;
  if (isDirectory && source.parent !== target.parent && !mayUse(source.node, binding.identity, 2)) {
    return "EACCES";
  }
  return refusal ?? refusalThere;
}

function refusalToTakeName(
  binding: Binding,
  source: FileNode,
  target: Place,
): ErrorCode | undefined {
  const { node } = target;
  if (node === undefined)
    return refusalToChangeDirectory(binding, target.parent, target.parentPath);
  const refusal = refusalToRemove(binding, { ...target, node });
  if (refusal !== undefined && refusal !== "EBUSY") return refusal;
  if (source.type === "directory" && node.type !== "directory") return "ENOTDIR";
  if (source.type !== "directory" && node.type === "directory") return "EISDIR";
  if (refusal !== undefined || node.type !== "directory") return refusal;
  const entries = binding.tree.entries(node);
  return !isError(entries) && entries.length > 0 ? "ENOTEMPTY" : undefined;
}
