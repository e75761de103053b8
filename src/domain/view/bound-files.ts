import type { Argument } from "../argument.ts";
import { type ErrorCode, isError, type Path } from "../world.ts";
import { expectAccessLists, findAccessLists, setAccessLists } from "./access-lists.ts";
import { changeMode, changeOwner, setAccess, setModified } from "./attributes.ts";
import { type Binding, findExisting, findPlace } from "./binding.ts";
import { defaultTextLimit, open, readContent, textOfContent, write } from "./contents.ts";
import { setCapabilities, setFlags } from "./extended.ts";
import type { Content, Files } from "./files.ts";
import {
  hardLink,
  makeDirectory,
  makeSpecial,
  removeDirectory,
  rename,
  symbolicLink,
  unlink,
} from "./names.ts";
import { statusOf } from "./node.ts";
import { mayUse } from "./permissions.ts";
import { removeTree } from "./remove-tree.ts";
import { replace } from "./replace.ts";
import { FileTree, isWithin, joinPath } from "./tree.ts";
import { takeOne, walk } from "./walk.ts";

/** The view as one command sees it. */
export function bindFiles(binding: Binding): Files {
  return { ...readingHalf(binding), ...changingHalf(binding) };
}

type ReadingHalf = Pick<
  Files,
  | "for"
  | "as"
  | "lstat"
  | "stat"
  | "readDirectory"
  | "readLink"
  | "realPath"
  | "canonicalPath"
  | "access"
  | "content"
  | "text"
  | "textOf"
  | "mayExist"
  | "isTouched"
  | "isUnchanged"
  | "walk"
  | "mayVisit"
  | "accessLists"
  | "expectAccessLists"
>;

function readingHalf(binding: Binding): ReadingHalf {
  const { tree } = binding;
  const textOf = (content: Content, limit = defaultTextLimit): string | undefined =>
    textOfContent(tree.world, content, limit);
  return {
    for: (operand: Argument) => bindFiles({ ...binding, cause: { ...binding.cause, operand } }),
    as: (identity) =>
      bindFiles({ ...binding, identity, cause: { ...binding.cause, hasSetId: true } }),
    lstat: (path) => map(findExisting(binding, path, "keep"), ({ node }) => statusOf(node)),
    stat: (path) => map(findExisting(binding, path, "follow"), ({ node }) => statusOf(node)),
    readDirectory: (path) => readDirectory(binding, path),
    readLink: (path) =>
      map(findExisting(binding, path, "keep"), ({ node }) =>
        node.type === "link" ? node.target : "EINVAL",
      ),
    realPath: (path) => map(findPlace(binding, path, "follow"), (place) => place.path),
    canonicalPath: (path) => map(findPlace(binding, path, "keep"), (place) => place.path),
    access: (path, want) => access(binding, path, want),
    content: (path) => readContent(binding, path),
    text: (path, limit) => map(readContent(binding, path), (content) => textOf(content, limit)),
    textOf,
    mayExist: (path) => tree.mayExist(path),
    isTouched: (path) => tree.touched.has(path),
    isUnchanged: (path, except) => isUnchanged(binding, path, except),
    walk: (path, options = {}) => walk(binding, path, options),
    mayVisit: () => takeOne(binding),
    accessLists: (path) => findAccessLists(binding, path),
    expectAccessLists: (root) => expectAccessLists(binding, root),
  };
}

function changingHalf(binding: Binding): Omit<Files, keyof ReadingHalf> {
  return {
    unlink: (path) => unlink(binding, path),
    removeDirectory: (path) => removeDirectory(binding, path),
    removeTree: (path, options = {}) => removeTree(binding, path, options),
    makeDirectory: (path, mode = 0o777) => makeDirectory(binding, path, mode),
    rename: (from, to) => rename(binding, from, to),
    symbolicLink: (target, path) => symbolicLink(binding, target, path),
    hardLink: (from, path) => hardLink(binding, from, path),
    makeNode: (path, type, mode = 0o666, deviceNumber = 0) =>
      makeSpecial(binding, path, type, mode, deviceNumber),
    changeMode: (path, mode) => changeMode(binding, path, mode),
    changeOwner: (path, uid, gid, options) =>
      changeOwner(binding, path, uid, gid, options?.follow !== false),
    setCapabilities: (path, capabilities) => setCapabilities(binding, path, capabilities),
    setFlags: (path, operator, letters) => setFlags(binding, path, operator, letters),
    setAccessLists: (path, lists) => setAccessLists(binding, path, lists),
    write: (path, content, options = {}) => write(binding, path, content, options),
    replace: (path, content, access) => replace(binding, path, content, access),
    open: (path, options = {}) => open(binding, path, options),
    setAccess: (path, wanted) => setAccess(binding, path, wanted),
    setModified: (path, seconds, options = {}) =>
      setModified(binding, path, seconds, options.follow ?? true),
  };
}

function map<T, R>(result: T | ErrorCode, value: (found: T) => R | ErrorCode): R | ErrorCode {
  return isError(result) ? result : value(result as T);
}

function readDirectory(binding: Binding, path: Path): ReturnType<Files["readDirectory"]> {
  const place = findExisting(binding, path, "follow");
  if (isError(place)) return place;
  if (place.node.type !== "directory") return "ENOTDIR";
  if (!mayUse(place.node, binding.identity, 4)) return "EACCES";
  return binding.tree.entries(place.node);
}

const wantedBits = { read: 4, write: 2, execute: 1 };

function access(
  binding: Binding,
  path: Path,
  want: keyof typeof wantedBits,
): ErrorCode | undefined {
  const place = findExisting(binding, path, "follow");
  if (isError(place)) return place;
  if (!mayUse(place.node, binding.identity, wantedBits[want])) return "EACCES";
  const isFile = place.node.type === "file" || place.node.type === "directory";
  return want === "write" && isFile && binding.tree.isReadOnly(place.path) ? "EROFS" : undefined;
}

function isUnchanged(binding: Binding, path: Path, except?: Path): boolean {
  const place = findPlace(binding, path, "follow");
  const { touched, onlyTimes } = binding.tree;
  if (isError(place)) return touched.size === 0 || failedBefore(binding, path);
  for (let at = place.path; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const isItself = at === place.path && except === undefined;
    if (touched.has(at) && (isItself || !onlyTimes.has(at))) return false;
  }
  if (touched.has("/") && !onlyTimes.has("/")) return false;
  // Only below a directory can there be more; thousands of paths may be touched.
  if (place.node !== undefined && place.node.type !== "directory") return true;
  for (const path of touched) {
    const isPassed = except !== undefined && (path === except || onlyTimes.has(path));
    if (!isPassed && isWithin(path, place.path)) return false;
  }
  return true;
}

/** Whether a path that leads nowhere now led nowhere on the disk either. */
function failedBefore({ tree, directory, identity }: Binding, path: Path): boolean {
  const absolute = path.startsWith("/") ? path : joinPath(directory, path);
  return isError(new FileTree(tree.world, { list: [] }, 0).find(absolute, identity, "follow"));
}
