import { areSameLists } from "../access-list.ts";
import type { Change, ChangeSink } from "../plan.ts";
import { type FileStatus, isError, type Path, type World } from "../world.ts";
import { isSameContent } from "./contents.ts";
import type { FileNode } from "./node.ts";
import { loadOtherNames } from "./other-names.ts";
import { type FileTree, joinPath } from "./tree.ts";

/**
 * Tells every path whose file differs between the disk and the view. Other names of changed files
 * with several links are found when they lie at or below `roots`.
 */
export function tellChanges(tree: FileTree, roots: readonly Path[], sink: ChangeSink): void {
  loadOtherNames(tree, roots);
  new Comparison(tree, sink).directory("/", tree.root, true);
}

/** The same as a list, with an object for each path. */
export function listChanges(tree: FileTree, roots: readonly Path[]): readonly Change[] {
  const changes: Change[] = [];
  tellChanges(tree, roots, {
    add: (change) => changes.push(change),
    addDeleted: (directory, names) => {
      for (const name of names.split("/")) {
        changes.push({ path: joinPath(directory, name), change: "deleted" });
      }
    },
  });
  return changes;
}

class Comparison {
  private readonly world: World;
  private readonly tree: FileTree;
  private readonly sink: ChangeSink;

  constructor(tree: FileTree, sink: ChangeSink) {
    this.world = tree.world;
    this.tree = tree;
    this.sink = sink;
  }

  /** Compares a directory of the view with the one of the same path on disk, where there is one. */
  directory(path: Path, node: FileNode, wasDirectory: boolean): void {
    const isInPlace = node.origin === path;
    for (const [name, child] of node.children) {
      const childPath = joinPath(path, name);
      const before = wasDirectory ? this.world.lstat(childPath) : "ENOENT";
      this.entry(childPath, isError(before) ? undefined : before, child ?? undefined);
    }
    if (!isInPlace) this.unseenEntries(path, node, wasDirectory);
  }

  /** Entries that a moved or newly made directory has without the view having looked at them. */
  private unseenEntries(path: Path, node: FileNode, wasDirectory: boolean): void {
    const seen = new Set(node.children.keys());
    for (const name of this.namesOnDisk(node.origin)) {
      if (seen.has(name)) continue;
      seen.add(name);
      this.movedEntry(joinPath(path, name), joinPath(node.origin ?? "", name), wasDirectory);
    }
    if (!wasDirectory) return;
    for (const name of this.namesOnDisk(path)) {
      if (!seen.has(name)) this.goneTree(joinPath(path, name));
    }
  }

  private movedEntry(path: Path, origin: Path, wasDirectory: boolean): void {
    const status = this.world.lstat(origin);
    if (isError(status)) return;
    const before = wasDirectory ? this.world.lstat(path) : "ENOENT";
    const target = status.type === "link" ? this.world.readLink(origin) : "";
    const content = { kind: "disk", path: origin, size: status.size } as const;
    const children = new Map<string, FileNode | null>();
    const text = isError(target) ? "" : target;
    const node = { ...status, target: text, content, children, origin, isChanged: false };
    this.entry(path, isError(before) ? undefined : before, node);
  }

  private entry(path: Path, before: FileStatus | undefined, after: FileNode | undefined): void {
    if (after === undefined) {
      if (before !== undefined) this.goneTree(path, before);
      return;
    }
    if (before === undefined) this.sink.add({ path, change: "created" });
    else if (after.origin !== path || after.isChanged) this.compare(path, before, after);
    if (after.type === "directory") this.directory(path, after, before?.type === "directory");
    else if (before?.type === "directory") this.goneEntries(path);
  }

  private compare(path: Path, before: FileStatus, after: FileNode): void {
    if (this.isOther(path, before, after)) this.sink.add({ path, change: "modified" });
    else if (isOtherAccess(before, after)) this.sink.add({ path, change: "metadata" });
  }

  private isOther(path: Path, before: FileStatus, after: FileNode): boolean {
    if (before.type !== after.type) return true;
    if (before.type === "link") return this.world.readLink(path) !== after.target;
    if (before.type === "block" || before.type === "character") {
      return before.deviceNumber !== after.deviceNumber;
    }
    if (before.type !== "file") return false;
    const content = { kind: "disk", path, size: before.size } as const;
    return !isSameContent(this.world, content, after.content);
  }

  private goneTree(path: Path, status: FileStatus | string = this.world.lstat(path)): void {
    if (typeof status === "string") return;
    this.sink.add({ path, change: "deleted" });
    if (status.type === "directory") this.goneEntries(path);
  }

  private goneEntries(path: Path): void {
    const names = this.tree.namesBefore.get(path) ?? this.world.readNames?.(path);
    if (names === undefined) this.goneOneByOne(path);
    if (names === undefined || isError(names)) return;
    if (names.otherCount > 0) this.sink.addDeleted(path, names.others);
    for (const name of names.directories) this.goneDirectory(joinPath(path, name));
  }

  private goneOneByOne(path: Path): void {
    const entries = this.world.readDirectory(path);
    if (isError(entries)) return;
    for (const entry of entries) {
      const child = joinPath(path, entry.name);
      if (entry.type === "directory") this.goneDirectory(child);
      else this.sink.add({ path: child, change: "deleted" });
    }
  }

  private goneDirectory(path: Path): void {
    this.sink.add({ path, change: "deleted" });
    this.goneEntries(path);
  }

  private namesOnDisk(path: Path | undefined): readonly string[] {
    const entries = path === undefined ? [] : this.world.readDirectory(path);
    return isError(entries) ? [] : entries.map((entry) => entry.name);
  }
}

function isOtherAccess(before: FileStatus, after: FileNode): boolean {
  if (before.mode !== after.mode || before.uid !== after.uid || before.gid !== after.gid) {
    return true;
  }
  if (after.hasOtherCapabilities === true) return true;
  const { listsBefore, lists } = after;
  return listsBefore !== undefined && lists !== undefined && !areSameLists(listsBefore, lists);
}
