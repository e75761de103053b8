import { decodeBytes, encodeBytes } from "../bytes.ts";
import { rootIdentity } from "../identity.ts";
import { type ErrorCode, isError, type Path, type World } from "../world.ts";
import { type Binding, findExisting, findPlace, isImmutable, recordAt } from "./binding.ts";
import { type Content, emptyContent, type OpenOptions, type WriteHandle } from "./files.ts";
import { addNode } from "./names.ts";
import { byteLength, copyOf, type FileNode, statusOf } from "./node.ts";
import { mayUse } from "./permissions.ts";
import type { FileTree, Place } from "./tree.ts";

/** Contents larger than this are taken to differ when their sizes are equal and their places are not. */
const comparableBytes = 64 * 1024 * 1024;
export const defaultTextLimit = 1024 * 1024;

/** The bytes behind a path as far as they are known, if the identity may read them. */
export function readContent(binding: Binding, path: Path): Content | ErrorCode {
  const place = findExisting(binding, path, "follow");
  if (isError(place)) return place;
  if (place.node.type === "directory") return "EISDIR";
  if (!mayUse(place.node, binding.identity, 4)) return "EACCES";
  if (place.node.type === "file") {
    return isKernelMade(binding, place)
      ? { kind: "unknown", reason: "the kernel makes its content" }
      : place.node.content;
  }
  return { kind: "unknown", reason: "it is not a regular file" };
}

/** Files below /proc and /sys say size 0 and still have content, as long as the line writes none. */
function isKernelMade(binding: Binding, place: Place & { readonly node: FileNode }): boolean {
  if (place.node.content.kind === "text") return false;
  if (place.node.size !== 0 || !/^\/(proc|sys)\//.test(place.path)) return false;
  return binding.tree.mountOf(place.path)?.source !== undefined;
}

/** The text of a content, undefined where it is unknown, unreadable or too long. */
export function textOfContent(world: World, content: Content, limit: number): string | undefined {
  if (content.kind === "text") return content.text.length <= limit ? content.text : undefined;
  if (content.kind === "unknown" || content.size > limit) return undefined;
  const bytes = world.readFile(content.path, limit);
  return isError(bytes) ? undefined : decodeBytes(bytes);
}

/** Whether two contents are known to be the same bytes. */
export function isSameContent(world: World, first: Content, second: Content): boolean {
  if (first === second) return first.kind !== "unknown";
  if (first.kind === "unknown" || second.kind === "unknown") return false;
  if (first.kind === "text" && second.kind === "text") return first.text === second.text;
  if (first.kind === "disk" && second.kind === "disk" && first.path === second.path) return true;
  if (first.kind === "disk" && second.kind === "disk" && areLinked(world, first, second))
    return true;
  const size = contentSize(first);
  if (size === undefined || size !== contentSize(second)) return false;
  if (size > comparableBytes) return false;
  const left = bytesOf(world, first, size);
  const right = bytesOf(world, second, size);
  if (isError(left) || isError(right) || left.length !== right.length) return false;
  return left.every((byte, at) => byte === right[at]);
}

/** Two names of one file, which perhaps cannot be read or is too long to. */
function areLinked(world: World, first: { path: Path }, second: { path: Path }): boolean {
  const [one, other] = [world.lstat(first.path), world.lstat(second.path)];
  if (isError(one) || isError(other)) return false;
  return one.inode === other.inode && one.device === other.device;
}

function bytesOf(world: World, content: Content, size: number): Uint8Array | ErrorCode {
  if (content.kind === "text") return encodeBytes(content.text);
  return content.kind === "disk" ? world.readFile(content.path, size) : "EIO";
}

/** Size in bytes, undefined where it is not known. */
export function contentSize(content: Content): number | undefined {
  return content.kind === "text" ? byteLength(content.text) : content.size;
}

/** open(2) for writing, then the content. */
export function write(
  binding: Binding,
  path: Path,
  content: Content,
  options: OpenOptions,
): ErrorCode | undefined {
  const place = findPlace(binding, path, options.isExclusive === true ? "name" : "follow");
  if (isError(place)) return isFileWithSlash(binding, path, place, options) ? "EISDIR" : place;
  if (place.node === undefined) {
    if (options.mustExist === true) return "ENOENT";
    if (place.meansDirectory) return "EISDIR";
    const mode = (options.mode ?? 0o666) & ~binding.umask;
    return addNode(binding, place, { type: "file", mode, content });
  }
  if (options.isExclusive === true) return "EEXIST";
  return writeExisting(binding, { ...place, node: place.node }, content, options);
}

/** With O_CREAT a name with a slash behind it counts as a directory's, whatever it is. */
function isFileWithSlash(
  binding: Binding,
  path: Path,
  error: ErrorCode,
  options: OpenOptions,
): boolean {
  if (error !== "ENOTDIR" || options.mustExist === true || !path.endsWith("/")) return false;
  return !isError(findPlace(binding, path.replace(/\/+$/, ""), "name"));
}

function writeExisting(
  binding: Binding,
  place: Place & { readonly node: FileNode },
  content: Content,
  options: OpenOptions,
): ErrorCode | undefined {
  const refusal = refusalToWrite(binding, place, options);
  if (refusal !== undefined) return refusal;
  if (place.node.type === "block") recordDeviceWrite(binding, place);
  if (place.node.type === "file")
    replaceContent(binding, place, content, options.how ?? "truncate");
  return undefined;
}

function refusalToWrite(
  binding: Binding,
  place: Place & { readonly node: FileNode },
  options: OpenOptions,
): ErrorCode | undefined {
  const { node } = place;
  if (node.type === "directory") return "EISDIR";
  if (!mayUse(node, binding.identity, 2)) return "EACCES";
  if (node.type === "block") return undefined;
  if (node.type === "socket") return "ENXIO";
  if (node.type !== "file") return undefined;
  if (binding.tree.isReadOnly(place.path)) return "EROFS";
  const mayGrow = node.frozen === "but-grows" && options.how === "append";
  if (!mayGrow && isImmutable(binding, node)) return "EPERM";
  if (options.mustExist !== true && isProtectedFile(binding, place)) return "EACCES";
  return undefined;
}

/** open(2) for writing, to write later and however often. */
export function open(binding: Binding, path: Path, options: OpenOptions): WriteHandle | ErrorCode {
  const before = findPlace(binding, path, options.isExclusive === true ? "name" : "follow");
  if (isError(before)) return before;
  const isWritten = before.node === undefined || (options.how ?? "truncate") === "truncate";
  const refusal =
    before.node === undefined || isWritten
      ? write(binding, path, emptyContent, options)
      : refusalToWrite(binding, { ...before, node: before.node }, options);
  if (refusal !== undefined) return refusal;
  const place = findExisting(binding, path, "follow");
  return isError(place) ? place : makeHandle(binding, place);
}

/** A file that was opened is written to whatever has become of its name and its mode since. */
function makeHandle(binding: Binding, place: Place & { readonly node: FileNode }): WriteHandle {
  const { node } = place;
  return {
    type: node.type,
    path: place.path,
    content: () => node.content,
    write: (content, how) => {
      if (node.type === "block") recordDeviceWrite(binding, place);
      else if (node.type === "file" && node.links > 0) replaceContent(binding, place, content, how);
      else if (node.type === "file" && how !== "append") node.content = content;
    },
  };
}

/** The kernel's protected_regular: no O_CREAT open of a foreign file in a sticky, shared directory. */
function isProtectedFile(binding: Binding, place: Place & { readonly node: FileNode }): boolean {
  const { parent, node } = place;
  if ((parent.mode & 0o1000) === 0 || (parent.mode & 0o022) === 0) return false;
  if (node.uid === binding.identity.uid || node.uid === parent.uid) return false;
  const setting = binding.tree.world.readFile("/proc/sys/fs/protected_regular", 8);
  const level = isError(setting) ? 0 : Number(decodeBytes(setting));
  return level >= 2 || (level === 1 && (parent.mode & 0o002) !== 0);
}

function recordDeviceWrite(
  binding: Binding,
  place: Place & { readonly node: FileNode },
): undefined {
  const { path, node } = place;
  const { cause } = binding;
  const { deviceNumber } = node;
  binding.record({ kind: "device", path, deviceNumber, action: "write", cause });
}

function replaceContent(
  binding: Binding,
  place: Place & { readonly node: FileNode },
  content: Content,
  how: "truncate" | "append" | "partly",
): void {
  const { node, path } = place;
  const { world } = binding.tree;
  // Nothing is written then: not even the set-id bits go.
  if (how === "append" && contentSize(content) === 0) return;
  doubtIfEmpty(binding, place, content, how);
  const next = how === "append" ? appended(world, node.content, content) : content;
  const isSame = isSameContent(world, node.content, next);
  const before = statusOf(node);
  const size = contentSize(next);
  const known = size === undefined ? {} : { size };
  recordAt(binding, path, {
    kind: "write",
    path,
    before,
    how,
    isSame,
    ...known,
    ...copyOf(next),
    cause: binding.cause,
  });
  if (!isSame) node.content = next;
  node.modified = Number.MAX_SAFE_INTEGER;
  clearSetIdBits(binding, node);
  node.isChanged = true;
}

/** Where perhaps nothing comes, a file that nothing is taken from perhaps stays as it is. */
function doubtIfEmpty(
  binding: Binding,
  { node, path }: Place & { readonly node: FileNode },
  content: Content,
  how: "truncate" | "append" | "partly",
): void {
  if (content.kind !== "unknown" || content.mayBeEmpty !== true) return;
  if (how !== "append" && contentSize(node.content) !== 0) return;
  if (!isSameAsDisk(binding.tree, path)) return;
  const reason = `whether anything is written to ${path} is not known: ${content.reason}`;
  binding.unknown({ span: binding.cause.span, reason });
}

/** A write by anyone without CAP_FSETID takes the set-id bits away. */
function clearSetIdBits(binding: Binding, node: FileNode): void {
  if (binding.identity.capabilities.has("fsetid")) return;
  node.mode &= (node.mode & 0o010) !== 0 ? ~0o6000 : ~0o4000;
}

function appended(world: World, old: Content, added: Content): Content {
  const addedSize = contentSize(added);
  if (addedSize === 0) return old;
  const before = textOfContent(world, old, defaultTextLimit);
  if (before !== undefined && added.kind === "text")
    return { kind: "text", text: before + added.text };
  if (before === "" && added.kind === "disk") return added;
  if (before === "" && added.kind === "unknown" && added.archive !== undefined) return added;
  const oldSize = contentSize(old);
  const reason = added.kind === "unknown" ? added.reason : "the file is too long to foresee";
  if (oldSize === undefined || addedSize === undefined) return { kind: "unknown", reason };
  return { kind: "unknown", reason, size: oldSize + addedSize };
}

/** Whether a path holds the bytes now in the view that it holds on the disk. */
export function isSameAsDisk(tree: FileTree, path: Path): boolean {
  const place = tree.find(path, rootIdentity(), "keep");
  const status = tree.world.lstat(path);
  if (isError(place) || isError(status) || place.node?.type !== "file") return false;
  return isSameContent(tree.world, { kind: "disk", path, size: status.size }, place.node.content);
}
