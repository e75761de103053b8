import type { Mount } from "../../domain/facts.ts";

/** The first thing wrong in a table of file systems, as a part of a sentence. */
export function findTableMistake(text: string): string | undefined {
  for (const line of text.split("\n")) {
    const words = line.trim().split(/\s+/);
    if (line.trim() === "" || words[0]?.startsWith("#") === true) continue;
    const problem = mistakeIn(words);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function mistakeIn([source, place, type, options, ...numbers]: readonly string[]):
  | string
  | undefined {
  const name = `the line of ${source ?? ""}`;
  if (place === undefined || type === undefined || options === undefined) {
    return `${name} lacks a part: what, where, which kind and how have to be there`;
  }
  const isSwap = type === "swap" || place === "none" || place === "swap";
  if (!isSwap && !place.startsWith("/")) return `${name} names no place to mount it at`;
  return numbers.slice(0, 2).some((number) => !/^\d+$/.test(number))
    ? `${name} has something else where two numbers belong`
    : undefined;
}

/** A line that has another kind of file system than what is mounted there by it now. */
export function wrongKindIn(text: string, mounts: readonly Mount[]): string | undefined {
  for (const line of text.split("\n")) {
    const [source = "", place, kind = ""] = line.trim().split(/\s+/);
    const mounted = mounts.find(({ path }) => path === place);
    if (source.startsWith("#") || mounted === undefined || mounted.source !== source) continue;
    if (!onDisk.has(kind) || !onDisk.has(mounted.type) || kind === mounted.type) continue;
    return `the line of ${source} says ${kind}, and what is on it is ${mounted.type}`;
  }
  return undefined;
}

/** Kinds that are written on a disk, and that do not stand in for one another. */
const onDisk: ReadonlySet<string> = new Set(["ext4", "xfs", "btrfs", "vfat", "ntfs", "f2fs"]);

/** The line by which the root file system itself is found goes. */
export function lostRootLine(text: string, before: string): string | undefined {
  const hasRoot = (of: string): boolean => /^\s*[^#\s]\S*\s+\/\s/m.test(of);
  return hasRoot(before) && !hasRoot(text) ? "no line would be left for /" : undefined;
}
