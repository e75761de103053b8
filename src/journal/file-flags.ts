import { Buffer } from "node:buffer";
import type { Path } from "../domain/world.ts";
import { nodePath } from "../system/node-path.ts";
import { runWithList } from "./run-helper.ts";

/** Flags that chattr(1) sets; the file system sets others on its own. */
const settable = "aAcCdDeijmPsStTuFx";
/** While one of these is set, nothing else of a file can be changed. */
const holding = "ai";

/**
 * The flags of each path as letters, in the order of lsattr(1). Paths that have none to tell are left
 * out: links, file systems without flags. Files that are `passed` are open in the program from descriptor 3 on.
 */
export function readFlags(
  paths: readonly Path[],
  passed: readonly number[] = [],
): ReadonlyMap<Path, string> {
  const found = new Map<Path, string>();
  if (paths.length === 0) return found;
  const wanted = new Map(paths.map((path) => [nameOf(path), path]));
  const { output } = runWithList(["lsattr", "-d", "--"], paths, passed);
  for (const [, flags = "", name = ""] of output.toString("latin1").matchAll(/^([-\w]+) (.*)$/gm)) {
    const path = wanted.get(name);
    if (path !== undefined) found.set(path, onlySettable(flags));
  }
  return found;
}

export interface FlagChange {
  readonly path: Path;
  readonly wanted: string;
  readonly found: string;
}

/** Takes the flags away that keep a file from being changed in any other way. */
export function loosenFlags(changes: readonly FlagChange[], passed: readonly number[] = []): void {
  const loose = changes.map(({ path, found }) => ({
    path,
    found,
    wanted: without(found, holding),
  }));
  change(loose, passed);
}

/** Sets flags as they were; gives the paths where that could not be done. */
export function writeFlags(
  changes: readonly FlagChange[],
  passed: readonly number[] = [],
): readonly Path[] {
  change(changes, passed);
  const now = readFlags(
    changes.map(({ path }) => path),
    passed,
  );
  return changes.filter(({ path, wanted }) => now.get(path) !== wanted).map(({ path }) => path);
}

/** One chattr(1) for all that change in the same way. */
function change(changes: readonly FlagChange[], passed: readonly number[]): void {
  const groups = new Map<string, Path[]>();
  for (const { path, wanted, found } of changes) {
    const [more, less] = [without(wanted, found), without(found, wanted)];
    if (more === "" && less === "") continue;
    const words = [more && `+${more}`, less && `-${less}`].filter((word) => word !== "").join(" ");
    groups.set(words, [...(groups.get(words) ?? []), path]);
  }
  for (const [words, paths] of groups) {
    runWithList(["chattr", "-f", ...words.split(" "), "--"], paths, passed);
  }
}

function onlySettable(flags: string): string {
  return [...flags].filter((flag) => settable.includes(flag)).join("");
}

function without(flags: string, others: string): string {
  return [...flags].filter((flag) => !others.includes(flag)).join("");
}

/** As its bytes come back from a program. */
function nameOf(path: Path): string {
  return Buffer.from(nodePath(path)).toString("latin1");
}
