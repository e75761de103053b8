import { rootIdentity } from "../identity.ts";
import { type FileStatus, isError, type Path } from "../world.ts";
import { type FileTree, joinPath } from "./tree.ts";

/** Entries looked at, at the most, in search of other names of a changed file. */
const maximumSearched = 200_000;

/** A changed file of which not every name was found, and a closed directory that may hold one. */
export interface HiddenName {
  readonly path: Path;
  readonly closed: Path;
}

/**
 * Makes the view aware of further names, below `roots`, of the shared files it changed. Gives the
 * files whose other names may lie in a directory that the account may not look into.
 */
export function loadOtherNames(
  tree: FileTree,
  roots: readonly Path[],
  maximum = maximumSearched,
): readonly HiddenName[] {
  const search = new NameSearch(tree, maximum);
  for (const root of roots) search.below(root);
  return search.hidden();
}

interface Wanted {
  readonly path: Path;
  found: number;
}

/** Looks for names of files that have several; it ends once all are found. */
class NameSearch {
  private readonly tree: FileTree;
  /** Names found of each file that is looked for, by device and inode. */
  private readonly wanted = new Map<string, Wanted>();
  private readonly searched = new Set<Path>();
  private closed: Path | undefined;
  private remaining: number;

  constructor(tree: FileTree, maximum: number) {
    this.tree = tree;
    this.remaining = maximum;
    for (const { device, inode, origin = "" } of tree.changedSharedNodes()) {
      this.wanted.set(`${device}:${inode}`, { path: origin, found: 0 });
    }
  }

  hidden(): readonly HiddenName[] {
    const { closed } = this;
    return closed === undefined
      ? []
      : [...this.wanted.values()].map(({ path }) => ({ path, closed }));
  }

  below(directory: Path): void {
    if (this.wanted.size === 0 || this.searched.has(directory)) return;
    this.searched.add(directory);
    const entries = this.tree.world.readDirectory(directory);
    if (entries === "EACCES") this.closed ??= directory;
    if (isError(entries)) return;
    for (const entry of entries) {
      this.remaining -= 1;
      if (this.remaining < 0 || this.wanted.size === 0) return;
      const path = joinPath(directory, entry.name);
      if (entry.type === "directory") this.below(path);
      else if (entry.type === "file") this.look(directory, path);
    }
  }

  private look(directory: Path, path: Path): void {
    const status = this.tree.world.lstat(path);
    if (status === "EACCES") this.closed ??= directory;
    if (isError(status) || status.links < 2) return;
    this.count(path, status);
  }

  private count(path: Path, status: FileStatus): void {
    const key = `${status.device}:${status.inode}`;
    const wanted = this.wanted.get(key);
    if (wanted === undefined) return;
    this.tree.find(path, rootIdentity(), "keep");
    wanted.found += 1;
    if (wanted.found >= status.links) this.wanted.delete(key);
  }
}
