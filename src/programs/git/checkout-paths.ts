import type { GitCall } from "./git-call.ts";
import { takeLock } from "./inner-files.ts";
import type { Difference, Entry } from "./parse-entries.ts";
import { readIndex, readStaged } from "./raw-entries.ts";
import { cannotTell, refuse } from "./stop.ts";
import { readTracked, readWritten } from "./tracked.ts";
import { removeEntry, writeEntry } from "./work-tree.ts";

export interface PathsTaken {
  readonly pathspecs: readonly string[];
  /** The commit that files are taken from; the index where there is none. */
  readonly tree: string | undefined;
  /** Files that the commit does not have stay. */
  readonly isOverlay: boolean;
}

/** Files of the index or of a commit are written to the work tree, whatever was there. */
export function checkoutPaths(git: GitCall, taken: PathsTaken): boolean {
  git.needSettledStore();
  takeLock(git);
  const { pathspecs, tree } = taken;
  const differences = tree === undefined ? [] : readStaged(git, tree, pathspecs);
  const missing = differences.filter(({ before }) => before === undefined);
  const index = readMatching(git, pathspecs, differences);
  needMatches(git, taken, index, missing);
  const other = new Set(differences.map(({ name }) => name));
  if (index.some((entry) => entry.stage > 0 && (tree === undefined || !other.has(entry.name)))) {
    refuse("a path is unmerged", 1);
  }
  if (index.some(({ isSkipped }) => isSkipped)) {
    cannotTell("only a part of the repository's files is checked out");
  }
  const tracked = readTracked(git, index, pathspecs);
  const written: Entry[] = [
    ...differences.flatMap(({ before }) => (before === undefined ? [] : [before])),
    ...index.filter(
      ({ name, mode }) => tracked.stale.has(name) && !other.has(name) && mode !== "160000",
    ),
  ];
  const contents = readWritten(git, written, tracked, other);
  const gone = taken.isOverlay ? [] : missing.map(({ name }) => name);
  const isWritten = written
    .map((entry) => writeEntry(git, entry, contents.get(entry.name)))
    .every((one) => one);
  return gone.map((name) => removeEntry(git, name)).every((one) => one) && isWritten;
}

/** Entries of the index that any of the pathspecs chooses; one that chooses none is an error. */
function readMatching(
  git: GitCall,
  pathspecs: readonly string[],
  differences: readonly Difference[],
) {
  const together = readIndex(git, pathspecs);
  if (together !== undefined) return together;
  const found = pathspecs.flatMap((pathspec) => {
    const own = readIndex(git, [pathspec]);
    const isInTree = differences.some(({ name, before }) => {
      const wanted = git.nameOf(pathspec);
      return before !== undefined && (name === wanted || name.startsWith(`${wanted}/`));
    });
    if (own === undefined && !isInTree) {
      refuse(`pathspec '${pathspec}' did not match any file(s) known to git`, 1);
    }
    return own ?? [];
  });
  return [...new Map(found.map((entry) => [`${entry.name} ${entry.stage}`, entry])).values()];
}

/** What only the index has counts as no match where files are taken from a commit. */
function needMatches(
  git: GitCall,
  { pathspecs, isOverlay }: PathsTaken,
  index: readonly Entry[],
  missing: readonly Difference[],
): void {
  if (!isOverlay || missing.length === 0) return;
  const absent = new Set(missing.map(({ name }) => name));
  for (const pathspec of pathspecs) {
    const matched = pathspecs.length === 1 ? index : (readIndex(git, [pathspec]) ?? []);
    if (matched.length > 0 && matched.every(({ name }) => absent.has(name))) {
      refuse(`pathspec '${pathspec}' did not match any file(s) known to git`, 1);
    }
  }
}
