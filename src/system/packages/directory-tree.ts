import { lstatSync, realpathSync } from "node:fs";
import type { Path } from "../../domain/world.ts";
import { type Area, areaOf } from "./file-areas.ts";
import { emptyHash, type HashState, hashOn } from "./path-hash.ts";

/** A directory of the package database where it really lies; the root's path is empty. */
export interface TreeDirectory {
  readonly number: number;
  readonly path: Path;
  readonly parent: TreeDirectory | undefined;
  readonly hash: HashState;
  readonly area: Area;
}

/** Paths hold one character a byte here. */
export interface DirectoryTree {
  readonly directories: readonly TreeDirectory[];
  /** The directory that a path of the database leads to, links on the way resolved. */
  at(path: Path): TreeDirectory;
}

/**
 * Directories by the names the database gives them. Where /usr is merged, /bin and /usr/bin are
 * one: links among the directories are looked up on the disk.
 */
export function makeDirectoryTree(resolveLink = linkTarget): DirectoryTree {
  const root = { number: 0, path: "", parent: undefined, hash: emptyHash, area: areaOf("/") };
  const directories: TreeDirectory[] = [root];
  const byPath = new Map<Path, TreeDirectory>([["", root]]);
  const byGivenPath = new Map<Path, TreeDirectory>([["", root]]);

  function add(path: Path, parent: TreeDirectory): TreeDirectory {
    const hash = hashOn(parent.hash, path, parent.path.length);
    const made = { number: directories.length, path, parent, hash, area: areaOf(path) };
    directories.push(made);
    byPath.set(path, made);
    return made;
  }

  function atReal(path: Path): TreeDirectory {
    return byPath.get(path) ?? add(path, atReal(path.slice(0, path.lastIndexOf("/"))));
  }

  function at(path: Path): TreeDirectory {
    const known = byGivenPath.get(path);
    if (known !== undefined) return known;
    const slash = path.lastIndexOf("/");
    const parent = at(path.slice(0, slash));
    const real = parent.path + path.slice(slash);
    const found = byPath.get(real) ?? atLink(real) ?? add(real, parent);
    byGivenPath.set(path, found);
    return found;
  }

  function atLink(path: Path): TreeDirectory | undefined {
    const target = resolveLink(path);
    return target === undefined ? undefined : atReal(target === "/" ? "" : target);
  }

  return { directories, at };
}

/** Where a link finally leads; undefined for what is no link, or leads nowhere. */
function linkTarget(path: Path): Path | undefined {
  const name = Buffer.from(path, "latin1");
  try {
    if (lstatSync(name, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return undefined;
    return realpathSync.native(name, "buffer").toString("latin1");
  } catch {
    return undefined;
  }
}
