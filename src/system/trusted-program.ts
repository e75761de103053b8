import { realpathSync, type Stats, statSync } from "node:fs";
import { dirname } from "node:path/posix";
import type { PackageFacts } from "../domain/facts.ts";
import type { Path } from "../domain/world.ts";

/** The only places programs are taken from; PATH is the caller's and says nothing of trust. */
const programDirectories = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

/** Says whether a package owns a file; undefined where there is no package database. */
export type PackageCheck = (path: Path) => boolean | undefined;

/** Asks the package database, once something is to be trusted. */
export function checkPackages(packages: () => PackageFacts): PackageCheck {
  return (path) => (packages().isKnown ? packages().owners(path).length > 0 : undefined);
}

/**
 * Where a program lies that only root can have put there: in a system directory, with the file and
 * every directory above it owned by root and closed to others, and owned by a package where there
 * is a database to ask. Undefined where there is none such.
 */
export function findTrustedProgram(name: string, isPackaged?: PackageCheck): Path | undefined {
  if (name === "" || name.includes("/")) return undefined;
  for (const directory of programDirectories) {
    const path = `${directory}/${name}`;
    const real = realPathOf(path);
    if (real === undefined) continue;
    return isRootsOwn(real) && isPackaged?.(real) !== false ? path : undefined;
  }
  return undefined;
}

/** A memory for `findTrustedProgram`: a program is looked up once in a run. */
export function makeProgramFinder(isPackaged?: PackageCheck): (name: string) => Path | undefined {
  const found = new Map<string, Path | undefined>();
  return (name) => {
    if (!found.has(name)) found.set(name, findTrustedProgram(name, isPackaged));
    return found.get(name);
  };
}

/** Whether only root can change what the path (its links resolved already) leads to. */
export function isRootsOwn(real: Path): boolean {
  for (let path = real; ; path = dirname(path)) {
    const stats = statusOf(path);
    if (stats === undefined || stats.uid !== 0) return false;
    // Others may write to a sticky directory, but not take away what is root's in it.
    const isSticky = stats.isDirectory() && (stats.mode & 0o1000) !== 0;
    if ((stats.mode & 0o022) !== 0 && !isSticky) return false;
    if (path === "/") return true;
  }
}

function statusOf(path: Path): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function realPathOf(path: Path): Path | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
