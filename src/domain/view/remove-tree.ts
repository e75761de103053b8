import type { Effect } from "../effect.ts";
import { mayBeHidden } from "../identity.ts";
import { type ErrorCode, type FileStatus, type FileType, isError, type Path } from "../world.ts";
import {
  type Binding,
  findExisting,
  findPlace,
  recordAt,
  refusalToChangeDirectory,
  refusalToRemove,
} from "./binding.ts";
import { removeDirectory, unlink } from "./names.ts";
import { type FileNode, statusOf } from "./node.ts";
import { mayUse, ownsNode } from "./permissions.ts";
import { joinPath, type Place } from "./tree.ts";

export interface Stayed {
  readonly path: Path;
  readonly error: ErrorCode;
}

interface Found {
  readonly path: Path;
  readonly type: FileType;
  readonly before?: FileStatus;
}

/** See `Files.removeTree`. */
export function removeTree(
  binding: Binding,
  path: Path,
  options: { readonly isOneFileSystem?: boolean },
): readonly Stayed[] {
  const place = findExisting(binding, path, "keep");
  if (isError(place)) return [{ path, error: place }];
  if (place.node.type !== "directory") {
    const error = unlink(binding, path);
    return error === undefined ? [] : [{ path, error }];
  }
  // Thousands of directories, none of which can go.
  if (binding.tree.isMadeUp(place.path)) return [{ path, error: "EPERM" }];
  const scan = new Scan(binding, options.isOneFileSystem === true ? place.node.device : undefined);
  // Behind a link with a slash the directory is emptied, but rmdir(2) fails on the link.
  const named = findPlace(binding, path, "name");
  const canGo =
    (isError(named) || named.node?.type !== "link") &&
    refusalToRemove(binding, place) === undefined &&
    scan.directory(place.node, place.path);
  if (!canGo) return removeOneByOne(binding, path, place, options);
  recordWhole(binding, place, scan);
  return [];
}

/** The whole tree goes: one mark in its parent is enough, its members are only recorded. */
function recordWhole(
  binding: Binding,
  place: Place & { readonly node: FileNode },
  scan: Scan,
): void {
  const { cause } = binding;
  for (const found of scan.found) {
    const { path, type, before } = found;
    const known = before === undefined ? {} : { before };
    binding.record({ kind: "delete", path, type, ...known, cause });
  }
  const { path, node } = place;
  const effect: Effect = { kind: "delete", path, type: "directory", before: statusOf(node), cause };
  recordAt(binding, path, scan.isComplete ? effect : { ...effect, isPartlyCounted: true });
  place.parent.children.set(place.name, null);
}

/** Looks whether every entry of a tree may be removed, without making nodes for what is on disk. */
class Scan {
  readonly found: Found[] = [];
  isComplete = true;
  private readonly binding: Binding;
  private readonly onlyDevice: number | undefined;

  constructor(binding: Binding, onlyDevice: number | undefined) {
    this.binding = binding;
    this.onlyDevice = onlyDevice;
  }

  /** False as soon as something in the directory would stay. */
  directory(node: FileNode, path: Path): boolean {
    const { tree, identity } = this.binding;
    if (!mayUse(node, identity, 7) || tree.isReadOnly(path)) return false;
    if (this.onlyDevice !== undefined && node.device !== this.onlyDevice) return false;
    const entries = tree.entries(node);
    if (isError(entries)) return this.unreadable(path, entries);
    const isSticky = (node.mode & 0o1000) !== 0 && node.uid !== identity.uid;
    for (const entry of entries) {
      if (!this.take()) return true;
      if (!this.entry(node, joinPath(path, entry.name), entry.name, entry.type, isSticky))
        return false;
    }
    return true;
  }

  private entry(
    parent: FileNode,
    path: Path,
    name: string,
    type: FileType,
    isSticky: boolean,
  ): boolean {
    const { tree, identity } = this.binding;
    if (tree.isMountPoint(path)) return false;
    if (type === "directory") {
      const node = tree.child(parent, name);
      if (node === undefined || isError(node)) return false;
      if (isSticky && !ownsNode(node, identity)) return false;
      if (!this.directory(node, path)) return false;
      this.found.push({ path, type, before: statusOf(node) });
      return true;
    }
    const before = this.status(parent, name);
    if (isSticky && (before === undefined || !ownsNode(before, identity))) return false;
    this.found.push(before === undefined ? { path, type } : { path, type, before });
    return true;
  }

  private status(parent: FileNode, name: string): FileStatus | undefined {
    const known = parent.children.get(name);
    if (known) return statusOf(known);
    if (parent.origin === undefined) return undefined;
    const status = this.binding.tree.world.lstat(joinPath(parent.origin, name));
    return isError(status) ? undefined : status;
  }

  /** Root in the model may read what the caller may not: nothing is known of it, but it would go. */
  private unreadable(path: Path, error: ErrorCode): boolean {
    if (error !== "EACCES" || !mayBeHidden(this.binding.identity)) return false;
    const reason = `what is inside ${path} cannot be read by this account`;
    this.binding.unknown({ span: this.binding.cause.span, reason });
    return true;
  }

  private take(): boolean {
    const { tree } = this.binding;
    if (tree.remaining <= 0) {
      tree.isPartlyCounted = true;
      this.isComplete = false;
      return false;
    }
    tree.remaining -= 1;
    return true;
  }
}

/** Some of it stays: entry by entry, as rm goes. */
function removeOneByOne(
  binding: Binding,
  path: Path,
  { node, path: place }: Place & { readonly node: FileNode },
  options: { readonly isOneFileSystem?: boolean },
): readonly Stayed[] {
  const entries = mayUse(node, binding.identity, 4) ? binding.tree.entries(node) : "EACCES";
  if (isError(entries)) return removeUnreadable(binding, path, entries);
  // Most of a system is closed to a user: there every file stays, without a look at each.
  const refusal = refusalToChangeDirectory(binding, node, place);
  const stayed: Stayed[] = [];
  for (const entry of entries) {
    const child = path.endsWith("/") ? path + entry.name : `${path}/${entry.name}`;
    if (entry.type === "directory") {
      const found = findExisting(binding, child, "keep");
      if (isError(found)) stayed.push({ path: child, error: found });
      else if (options.isOneFileSystem === true && found.node.device !== node.device) {
        stayed.push({ path: child, error: "EXDEV" });
      } else for (const left of removeTree(binding, child, options)) stayed.push(left);
    } else {
      const error = refusal ?? unlink(binding, child);
      if (error !== undefined) stayed.push({ path: child, error });
    }
  }
  if (stayed.length > 0) return stayed;
  const error = removeDirectory(binding, path);
  return error === undefined ? [] : [{ path, error }];
}

function removeUnreadable(binding: Binding, path: Path, error: ErrorCode): readonly Stayed[] {
  const result = removeDirectory(binding, path);
  if (result === undefined) return [];
  return [{ path, error: result === "ENOTEMPTY" ? error : result }];
}
