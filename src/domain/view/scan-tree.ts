import type { Counted } from "../effect.ts";
import { mayBeHidden } from "../identity.ts";
import {
  type DirectoryNames,
  type ErrorCode,
  type FileStatus,
  type FileType,
  isError,
  type Path,
} from "../world.ts";
import { type Binding, sayHidden } from "./binding.ts";
import { type FileNode, statusOf } from "./node.ts";
import { mayUse, ownsNode } from "./permissions.ts";
import { joinPath } from "./tree.ts";

/** An entry, no directory, that would go. */
export interface ScannedEntry {
  readonly path: Path;
  readonly type: FileType;
  readonly before?: FileStatus;
}

/** A directory that would go with all that is in it. */
export interface ScannedDirectory {
  readonly path: Path;
  readonly before: FileStatus;
  readonly entries: ScannedEntry[];
  readonly directories: ScannedDirectory[];
  /** What was only counted, here and in directories below that are not listed. */
  readonly counted: { files: number; others: number; bytes: number; areWeighed: boolean };
}

/** A directory to look into, and where what is found there is put down. */
interface Visit {
  /** Looked up when its turn comes, if not before: the walk may end until then. */
  readonly node: FileNode | undefined;
  readonly parent: FileNode;
  readonly name: string;
  readonly path: Path;
  readonly into: ScannedDirectory;
  /** Its parent is sticky: only an owner may take it away. */
  readonly isSticky: boolean;
}

/**
 * Looks whether every entry of a tree may be removed. What lies near the top comes first: should
 * the tree be too large to look at all of it, that is what says most. Makes no nodes for what is on
 * the disk, and beyond what may be recorded no object for an entry.
 */
export class TreeScan {
  readonly top: ScannedDirectory;
  isComplete = true;
  isOnlyCounted = false;
  private readonly binding: Binding;
  private readonly onlyDevice: number | undefined;
  private readonly mountPoints: ReadonlySet<Path>;
  private readonly first: Visit;
  private next: Visit[] = [];

  constructor(binding: Binding, node: FileNode, path: Path, isOneFileSystem: boolean) {
    this.binding = binding;
    this.onlyDevice = isOneFileSystem ? node.device : undefined;
    this.mountPoints = new Set(binding.tree.mountPointsBelow(path));
    this.top = newDirectory(path, node);
    this.first = { node, parent: node, name: "", path, into: this.top, isSticky: false };
  }

  /** False as soon as something would stay; then the tree may be walked as if this had not been. */
  run(): boolean {
    const { tree } = this.binding;
    const before = { ...tree.allowance };
    if (!tree.isReadOnly(this.top.path) && this.visitAll()) return true;
    Object.assign(tree.allowance, before);
    return false;
  }

  private visitAll(): boolean {
    for (let level = [this.first]; level.length > 0; level = this.next) {
      this.next = [];
      for (const visit of level) {
        if (!this.mayGoOn()) return true;
        if (!this.visit(visit)) return false;
      }
    }
    return true;
  }

  private visit({ node: known, parent, name, path, into, isSticky }: Visit): boolean {
    const { tree, identity } = this.binding;
    const node = known ?? tree.peek(parent, name);
    if (node === undefined || isError(node)) return false;
    if (isSticky && !ownsNode(node, identity)) return false;
    if (!mayUse(node, identity, 7)) return false;
    if (this.onlyDevice !== undefined && node.device !== this.onlyDevice) return false;
    const isOpen = (node.mode & 0o1000) === 0 || node.uid === identity.uid;
    const { recordable, weighable } = tree.allowance;
    const isOnlyCounted = recordable <= 0 && weighable <= 0;
    if (isOnlyCounted && isOpen && this.mountPoints.size === 0) {
      const names = tree.names(node);
      if (names !== undefined) return this.countNames(node, path, names, into);
    }
    return this.entries(node, path, into, !isOpen);
  }

  private countNames(
    node: FileNode,
    path: Path,
    names: DirectoryNames,
    into: ScannedDirectory,
  ): boolean {
    const { tree } = this.binding;
    if (node.origin === path) tree.namesBefore.set(path, names);
    tree.allowance.countable -= names.otherCount;
    into.counted.files += names.files;
    into.counted.others += names.otherCount - names.files;
    if (names.files > 0) into.counted.areWeighed = false;
    this.isOnlyCounted = true;
    for (const name of names.directories) this.below(node, joinPath(path, name), name, into, false);
    return true;
  }

  private entries(node: FileNode, path: Path, into: ScannedDirectory, isSticky: boolean): boolean {
    const entries = this.binding.tree.entries(node);
    if (isError(entries)) return this.unreadable(path, entries);
    for (const { name, type } of entries) {
      const place = joinPath(path, name);
      if (this.mountPoints.has(place)) return false;
      if (!this.mayGoOn()) return true;
      if (type === "directory") {
        if (!this.below(node, place, name, into, isSticky)) return false;
      } else if (!this.entry(node, { path: place, type }, name, into, isSticky)) return false;
    }
    return true;
  }

  /** A directory with an effect of its own, or one that is counted where its parent is. */
  private below(
    parent: FileNode,
    path: Path,
    name: string,
    above: ScannedDirectory,
    isSticky: boolean,
  ): boolean {
    if (!this.takeRecord()) {
      this.count(above, "directory");
      this.next.push({ node: undefined, parent, name, path, into: above, isSticky });
      return true;
    }
    const node = this.binding.tree.peek(parent, name);
    if (node === undefined || isError(node)) return false;
    const into = newDirectory(path, node);
    above.directories.push(into);
    this.next.push({ node, parent, name, path, into, isSticky });
    return true;
  }

  private entry(
    parent: FileNode,
    found: ScannedEntry,
    name: string,
    into: ScannedDirectory,
    isSticky: boolean,
  ): boolean {
    const { tree, identity } = this.binding;
    const { allowance } = tree;
    const isLookedAt = allowance.recordable > 0 || allowance.weighable > 0;
    const before = isLookedAt || isSticky ? this.status(parent, found.path, name) : undefined;
    if (isSticky && (before === undefined || !ownsNode(before, identity))) return false;
    const isRecorded = this.takeRecord();
    // Whether a file with other names is lost hangs on which of them go.
    const isShared = !isRecorded && before !== undefined && before.links > 1;
    if (isShared) allowance.weighable -= 1;
    if (!isRecorded && !isShared) this.count(into, found.type, before);
    else into.entries.push(before === undefined ? found : { ...found, before });
    return true;
  }

  private count({ counted }: ScannedDirectory, type: FileType, before?: FileStatus): void {
    const { allowance } = this.binding.tree;
    if (before === undefined) allowance.countable -= 1;
    else allowance.weighable -= 1;
    this.isOnlyCounted = true;
    if (type !== "file") counted.others += 1;
    else {
      counted.files += 1;
      counted.bytes += before?.size ?? 0;
      if (before === undefined) counted.areWeighed = false;
    }
  }

  private status(parent: FileNode, path: Path, name: string): FileStatus | undefined {
    const known = parent.children.get(name);
    if (known) return statusOf(known);
    const { origin } = parent;
    if (origin === undefined) return undefined;
    // Mostly they are the same, and one text less has to be made.
    const isThere = path.length === origin.length + 1 + name.length && path.startsWith(origin);
    const place = isThere ? path : joinPath(origin, name);
    const status = this.binding.tree.world.lstat(place);
    return isError(status) ? undefined : status;
  }

  /** Root in the model may read what the caller may not: nothing is known of it, but it would go. */
  private unreadable(path: Path, error: ErrorCode): boolean {
    if (error !== "EACCES" || !mayBeHidden(this.binding.identity)) return false;
    sayHidden(this.binding, path);
    return true;
  }

  /** Takes one of the entries that get an effect each. */
  private takeRecord(): boolean {
    const { allowance } = this.binding.tree;
    if (allowance.recordable <= 0) return false;
    allowance.recordable -= 1;
    return true;
  }

  /** Whether there is anything left to take; else the tree is known in part only. */
  private mayGoOn(): boolean {
    const { recordable, weighable, countable } = this.binding.tree.allowance;
    this.isComplete = recordable > 0 || weighable > 0 || countable > 0;
    return this.isComplete;
  }
}

function newDirectory(path: Path, node: FileNode): ScannedDirectory {
  const counted = { files: 0, others: 0, bytes: 0, areWeighed: true };
  return { path, before: statusOf(node), entries: [], directories: [], counted };
}

/** What was only counted, for the effect on the directory; nothing where everything was recorded. */
export function countedIn({ counted }: ScannedDirectory): { readonly counted?: Counted } {
  const { files, others, bytes, areWeighed } = counted;
  if (files + others === 0) return {};
  return { counted: { files, others, ...(areWeighed ? { bytes } : {}) } };
}
