import { lstatSync } from "node:fs";
import { remember } from "../lazily.ts";
import type { DirectoryTree, TreeDirectory } from "./directory-tree.ts";
import { nobody } from "./index-layout.ts";
import type { PackageSource } from "./package-source.ts";
import { finishHash, hashOn } from "./path-hash.ts";
import { isSeed } from "./required-packages.ts";

/** Every path with every owner, one row each, in columns; not yet brought together by path. */
export interface Rows {
  count: number;
  first: Uint32Array;
  second: Uint32Array;
  /** Number of the directory the path lies in. */
  directory: Uint32Array;
  /** Package number or `nobody`; the top bit marks a fallback owner. */
  owner: Uint32Array;
}

export const fallbackBit = 0x80000000;

export interface Listing {
  readonly rows: Rows;
  /** Package names by number. */
  readonly names: readonly string[];
  /** Packages to start from when what is required is worked out. */
  readonly seeds: ReadonlySet<string>;
}

/** Reads a database through once. Files of one directory mostly follow each other. */
export function listFiles(source: PackageSource, tree: DirectoryTree): Listing {
  const rows = emptyRows();
  const numbers = new Map<string, number>();
  const seeds = new Set<string>();
  const isRealDirectory = remember(isDirectory);
  let directoryPath = "";
  let directory = tree.at("");
  source.forEachFile((path, name, isFallback = false) => {
    const slash = path.lastIndexOf("/");
    if (slash < 0) return;
    const parentPath = path.slice(0, slash);
    if (parentPath !== directoryPath) {
      directory = tree.at(parentPath);
      directoryPath = parentPath;
    }
    let number = numbers.get(name);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(name, number);
    }
    if (!isInUsr(path) && isRealDirectory(path)) tree.at(path);
    // The root itself is the directory with the empty path.
    const rest = path === "/" ? "" : path.slice(slash);
    addRow(rows, directory, rest, isFallback ? (number | fallbackBit) >>> 0 : number);
    if (isSeed(directory.path, path.slice(slash + 1))) seeds.add(name);
  });
  // Directories that no package lists are still asked for what lies below.
  for (const one of tree.directories) addRow(rows, one, "", nobody);
  return { rows, names: [...numbers.keys()], seeds };
}

/**
 * A list does not tell an empty directory from a file. Outside of /usr, where such as /home and
 * /var/log matter, the disk is asked; inside it would be 100,000 questions.
 */
function isInUsr(path: string): boolean {
  return /^\/(?:usr|s?bin|lib[^/]*)\//.test(path);
}

function isDirectory(path: string): boolean {
  try {
    const stats = lstatSync(Buffer.from(path, "latin1"), { throwIfNoEntry: false });
    return stats?.isDirectory() === true;
  } catch {
    return false;
  }
}

function addRow(rows: Rows, directory: TreeDirectory, rest: string, owner: number): void {
  if (rows.count === rows.first.length) grow(rows);
  const hash = hashOn(directory.hash, rest);
  rows.first[rows.count] = finishHash(hash.first);
  rows.second[rows.count] = finishHash(hash.second);
  rows.directory[rows.count] = directory.number;
  rows.owner[rows.count] = owner;
  rows.count += 1;
}

function emptyRows(): Rows {
  const make = () => new Uint32Array(1 << 17);
  return { count: 0, first: make(), second: make(), directory: make(), owner: make() };
}

function grow(rows: Rows): void {
  for (const column of ["first", "second", "directory", "owner"] as const) {
    const larger = new Uint32Array(rows[column].length * 2);
    larger.set(rows[column]);
    rows[column] = larger;
  }
}
