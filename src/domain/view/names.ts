import { type ErrorCode, type FileType, isError, type Path } from "../world.ts";
import {
  type Binding,
  findExisting,
  findPlace,
  recordAt,
  refusalToChangeDirectory,
  refusalToRemove,
} from "./binding.ts";
import { copyOf, type FileNode, makeNode, type NewNode, statusOf } from "./node.ts";
import { mayUse } from "./permissions.ts";
import { isWithin, type Place } from "./tree.ts";

/** unlink(2). */
export function unlink(binding: Binding, path: Path): ErrorCode | undefined {
  const place = findExisting(binding, path, false);
  if (isError(place)) return place;
  if (place.node.type === "directory") return "EISDIR";
  const refusal = refusalToRemove(binding, place);
  if (refusal !== undefined) return refusal;
  recordDelete(binding, place);
  return undefined;
}

/** rmdir(2). */
export function removeDirectory(binding: Binding, path: Path): ErrorCode | undefined {
  if (/(^|\/)\.\/*$/.test(path)) return "EINVAL";
  const place = findExisting(binding, path, false);
  if (isError(place)) return place;
  if (place.node.type !== "directory") return "ENOTDIR";
  if (/(^|\/)\.\.\/*$/.test(path)) return "ENOTEMPTY";
  if (place.path === "/") return "EBUSY";
  const refusal = refusalToRemove(binding, place);
  if (refusal !== undefined) return refusal;
  const entries = binding.tree.entries(place.node);
  if (!isError(entries) && entries.length > 0) return "ENOTEMPTY";
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
  const place = findPlace(binding, path, false);
  if (isError(place)) return place;
  if (place.node !== undefined) return "EEXIST";
  return addNode(binding, place, { type: "directory", mode: mode & ~binding.umask });
}

/** symlink(2). */
export function symbolicLink(binding: Binding, target: string, path: Path): ErrorCode | undefined {
  if (target === "") return "ENOENT";
  const place = findPlace(binding, path, false);
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
  const place = findPlace(binding, path, false);
  if (isError(place)) return place;
  if (place.node !== undefined) return "EEXIST";
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
  const source = findExisting(binding, from, false);
  if (isError(source)) return source;
  const place = findPlace(binding, path, false);
  if (isError(place)) return place;
  if (place.node !== undefined) return "EEXIST";
  if (source.node.type === "directory") return "EPERM";
  if (place.meansDirectory) return "ENOENT";
  if (!isSameMount(binding, source.path, place.parentPath)) return "EXDEV";
  const refusal = refusalToChangeDirectory(binding, place.parent, place.parentPath);
  if (refusal !== undefined) return refusal;
  if (!mayLink(binding, source.node)) return "EPERM";
  source.node.links += 1;
  place.parent.children.set(place.name, source.node);
  const { cause } = binding;
  const effect = { path: place.path, target: source.path, isSymbolic: false, cause };
  recordAt(binding, place.path, { kind: "link", ...effect });
  return undefined;
}

/** The kernel's protected_hardlinks: a foreign file must be plain, readable and writable. */
function mayLink(binding: Binding, node: FileNode): boolean {
  const { identity } = binding;
  if (node.uid === identity.uid || identity.capabilities.has("fowner")) return true;
  const isSetId = (node.mode & 0o4000) !== 0 || (node.mode & 0o2010) === 0o2010;
  return node.type === "file" && !isSetId && mayUse(node, identity, 6);
}

function isSameMount(binding: Binding, first: Path, second: Path): boolean {
  return binding.tree.mounts.of(first)?.path === binding.tree.mounts.of(second)?.path;
}

/** rename(2). */
export function rename(binding: Binding, from: Path, to: Path): ErrorCode | undefined {
  const source = findExisting(binding, from, false);
  if (isError(source)) return source;
  const target = findPlace(binding, to, false);
  if (isError(target)) return target;
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
  recordAt(binding, target.path, { ...effect, ...replaced, cause });
  return undefined;
}

function refusalToRename(
  binding: Binding,
  source: Place & { readonly node: FileNode },
  target: Place,
): ErrorCode | undefined {
  if (source.path === "/" || target.path === "/") return "EBUSY";
  if (!isSameMount(binding, source.parentPath, target.parentPath)) return "EXDEV";
  const isDirectory = source.node.type === "directory";
  if (target.node === undefined && target.meansDirectory && !isDirectory) return "ENOTDIR";
  const refusal = refusalToRemove(binding, source);
  if (refusal !== undefined) return refusal;
  if (isDirectory && target.path !== source.path && isWithin(target.path, source.path))
    return "EINVAL";
  if (isDirectory && source.parent !== target.parent && !mayUse(source.node, binding.identity, 2)) {
    return "EACCES";
  }
  if (target.node === undefined) {
    return refusalToChangeDirectory(binding, target.parent, target.parentPath);
  }
  return target.node === source.node
    ? undefined
    : refusalToReplace(binding, source.node, { ...target, node: target.node });
}

function refusalToReplace(
  binding: Binding,
  source: FileNode,
  target: Place & { readonly node: FileNode },
): ErrorCode | undefined {
  const refusal = refusalToRemove(binding, target);
  if (refusal !== undefined) return refusal;
  if (target.node.type !== "directory") return source.type === "directory" ? "ENOTDIR" : undefined;
  if (source.type !== "directory") return "EISDIR";
  const entries = binding.tree.entries(target.node);
  return !isError(entries) && entries.length > 0 ? "ENOTEMPTY" : undefined;
}
