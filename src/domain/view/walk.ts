import { mayBeHidden } from "../identity.ts";
import { type ErrorCode, type FileStatus, type FileType, isError, type Path } from "../world.ts";
import { type Binding, findExisting } from "./binding.ts";
import type { WalkEntry, WalkOptions } from "./files.ts";
import { type FileNode, statusOf } from "./node.ts";
import { mayUse } from "./permissions.ts";
import { joinPath } from "./tree.ts";

interface Step {
  readonly path: Path;
  /** Canonical path, for lookups. */
  readonly place: Path;
  readonly name: string;
  readonly depth: number;
  readonly node: FileNode;
  /** Device and inode numbers of the directories above, against loops of followed links. */
  readonly above: readonly string[];
}

/** See `Files.walk`. */
export function* walk(binding: Binding, path: Path, options: WalkOptions): Iterable<WalkEntry> {
  const place = findStart(binding, path, options);
  if (isError(place)) return;
  const name = path.replace(/\/+$/, "").replace(/^.*\//, "") || "/";
  const step = { path, place: place.path, name, depth: 0, node: place.node, above: [] };
  yield* visit(binding, step, options, place.node.device);
}

/** A link that leads nowhere stands for itself. */
function findStart(
  binding: Binding,
  path: Path,
  { follow, withFaults }: WalkOptions,
): ReturnType<typeof findExisting> {
  const isFollowed = follow === "root" || follow === "always";
  const place = findExisting(binding, path, isFollowed ? "follow" : "keep");
  const isBroken = place === "ENOENT" && isFollowed && withFaults === true;
  return isBroken ? findExisting(binding, path, "keep") : place;
}

function* visit(
  binding: Binding,
  step: Step,
  options: WalkOptions,
  device: number,
): Iterable<WalkEntry> {
  if (!takeOne(binding)) return;
  const entry = entryOf(step);
  if (step.node.type !== "directory") {
    yield entry;
    return;
  }
  const isForeign = options.isOneFileSystem === true && step.node.device !== device;
  const shouldEnter = !isForeign && (options.shouldEnter?.(entry) ?? true);
  const listed = shouldEnter ? list(binding, step, options) : [];
  const error = isError(listed) ? listed : undefined;
  const shown = error === undefined ? entry : { ...entry, error };
  if (options.isDepthFirst !== true) yield shown;
  const { tree } = binding;
  const cutsBefore = tree.cuts;
  const isClosed = !mayUse(step.node, binding.identity, 1);
  for (const child of error === undefined && !isError(listed) ? listed : []) {
    if (tree.remaining <= 0) {
      cutShort(binding);
      options.onCut?.();
      break;
    }
    if (isClosed) yield unseenChild(step, child, options, "EACCES");
    else yield* visitChild(binding, step, child, options, device);
  }
  if (options.isDepthFirst !== true) return;
  yield tree.cuts > cutsBefore ? { ...shown, isCutShort: true } : shown;
}

function* visitChild(
  binding: Binding,
  parent: Step,
  child: { readonly name: string; readonly type: FileType },
  options: WalkOptions,
  device: number,
): Iterable<WalkEntry> {
  const path = pathOf(parent, child.name);
  const place = joinPath(parent.place, child.name);
  const depth = parent.depth + 1;
  const isFollowed = child.type === "link" && options.follow === "always";
  if (child.type !== "directory" && !isFollowed) {
    if (takeOne(binding)) yield new LazyEntry(binding, parent, path, child.name, child.type, depth);
    return;
  }
  const found = isFollowed ? followed(binding, place) : undefined;
  if (isError(found) && found !== "ENOENT" && options.withFaults === true) {
    if (takeOne(binding)) yield unseenChild(parent, child, options, found);
    return;
  }
  const own = binding.tree.child(parent.node, child.name);
  const node = found === undefined || isError(found) ? own : found;
  if (node === undefined || isError(node)) return;
  const key = `${node.device}:${node.inode}`;
  const parentKey = `${parent.node.device}:${parent.node.inode}`;
  if (node.type === "directory" && (parent.above.includes(key) || key === parentKey)) {
    if (options.withFaults === true) yield unseenChild(parent, child, options, "ELOOP");
    return;
  }
  const above = [...parent.above, parentKey];
  yield* visit(binding, { path, place, name: child.name, depth, node, above }, options, device);
}

function pathOf(parent: Step, name: string): Path {
  return parent.path.endsWith("/") ? parent.path + name : `${parent.path}/${name}`;
}

/** Of most only the status is not known; what else lies there is not known of directories and followed links. */
function unseenChild(
  parent: Step,
  { name, type }: { readonly name: string; readonly type: FileType },
  { follow }: WalkOptions,
  error: ErrorCode,
): WalkEntry {
  const isFollowed = type === "directory" || (type === "link" && follow === "always");
  return {
    path: pathOf(parent, name),
    name,
    type,
    depth: parent.depth + 1,
    status: missingStatus(type),
    isUnseen: true,
    ...(isFollowed ? { error } : {}),
  };
}

function followed(binding: Binding, place: Path): FileNode | ErrorCode {
  const found = findExisting(binding, place, "follow");
  return isError(found) ? found : found.node;
}

function list(
  binding: Binding,
  step: Step,
  { isInDiskOrder, withFaults }: WalkOptions,
): readonly { readonly name: string; readonly type: FileType }[] | ErrorCode {
  if (!mayUse(step.node, binding.identity, 4)) return "EACCES";
  const entries = binding.tree.entries(step.node, isInDiskOrder === true);
  if (!isError(entries)) {
    const isUseful = withFaults === true || entries.length === 0;
    return isUseful || mayUse(step.node, binding.identity, 1) ? entries : "EACCES";
  }
  // What the disk keeps from the caller it will keep from the caller's own command as well.
  if (entries === "EACCES" && mayBeHidden(binding.identity)) {
    const reason = `what is inside ${step.place} cannot be read by this account`;
    binding.unknown({ span: binding.cause.span, reason });
    return [];
  }
  return entries;
}

/** See `Files.mayVisit`. */
export function takeOne(binding: Binding): boolean {
  const { tree } = binding;
  if (tree.remaining <= 0) {
    cutShort(binding);
    return false;
  }
  tree.remaining -= 1;
  return true;
}

/** Not everything is walked, and what the command does is "at least" what is seen. */
function cutShort({ tree, cause }: Binding): void {
  tree.isPartlyCounted = true;
  tree.cuts += 1;
  tree.cutShort.add(cause.command);
}

function entryOf(step: Step): WalkEntry {
  const { path, name, depth, node } = step;
  return { path, name, depth, type: node.type, status: statusOf(node) };
}

/** An entry whose status is read only when it is asked for. */
class LazyEntry implements WalkEntry {
  readonly path: Path;
  readonly name: string;
  readonly type: FileType;
  readonly depth: number;
  private readonly binding: Binding;
  private readonly parent: Step;

  constructor(
    binding: Binding,
    parent: Step,
    path: Path,
    name: string,
    type: FileType,
    depth: number,
  ) {
    this.binding = binding;
    this.parent = parent;
    this.path = path;
    this.name = name;
    this.type = type;
    this.depth = depth;
  }

  get status(): FileStatus {
    const { node } = this.parent;
    const known = node.children.get(this.name);
    if (known) return statusOf(known);
    const { world } = this.binding.tree;
    const status =
      node.origin === undefined ? "ENOENT" : world.lstat(joinPath(node.origin, this.name));
    if (isError(status)) return missingStatus(this.type);
    if (status.links < 2) return status;
    // The line may have removed another name of it.
    const shared = this.binding.tree.child(node, this.name);
    return shared === undefined || isError(shared) ? status : statusOf(shared);
  }
}

/** Stands for an entry that went away, or cannot be looked at, between listing and looking. */
function missingStatus(type: FileType): FileStatus {
  return {
    type,
    mode: 0,
    uid: -1,
    gid: -1,
    size: 0,
    device: -1,
    inode: 0,
    links: 1,
    deviceNumber: 0,
    modified: 0,
  };
}
