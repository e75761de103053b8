import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import { severities } from "../../domain/finding.ts";
import { countOf, formatSize, listWords, showName } from "../../domain/text.ts";
import { isWithin } from "../../domain/view/tree.ts";
import type { Path } from "../../domain/world.ts";

/** How many paths a finding names. */
const namedPaths = 20;

/** A path as a person would write it: the caller's home as `~`, nothing raw. */
export function describePath(path: Path, facts: Facts): string {
  const { home } = facts.caller;
  if (home === "/" || !isWithin(path, home)) return showName(path);
  return showName(`~${path.slice(home.length)}`);
}

/** `~/a, ~/b and 3 more`. */
export function describePaths(paths: readonly Path[], facts: Facts, atMost = 3): string {
  const names = paths.map((path) => describePath(path, facts));
  return listWords(names, atMost);
}

/** `3 files`, `1,204 files, 3.1 GB`; `at least` where not everything was counted. */
export function describeAmount(
  files: number,
  bytes: number,
  isAtLeast: boolean,
  noun = "file",
): string {
  const size = bytes >= 1_000_000 ? `, ${formatSize(bytes)}` : "";
  return `${isAtLeast ? "at least " : ""}${countOf(files, noun)}${size}`;
}

/** The part of an explanation that says where. */
export function pathsOf(paths: readonly Path[], pathCount = paths.length) {
  return { paths: paths.slice(0, namedPaths), pathCount };
}

/** The severest of several; a note where there are none. */
export function severest(values: Iterable<Severity>): Severity {
  let rank = 0;
  for (const value of values) rank = Math.max(rank, severities.indexOf(value));
  return severities[rank] ?? "note";
}
