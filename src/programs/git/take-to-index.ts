import type { GitCall } from "./git-call.ts";
import { plainEntry, writeIndex } from "./index-state.ts";
import { readIndex, readStaged } from "./raw-entries.ts";

/** Files of a commit take the place of those in the index; files that it lacks leave the index. */
export function takeToIndex(
  git: GitCall,
  commit: string | undefined,
  pathspecs: readonly string[],
  isOverlay = false,
): void {
  if (commit === undefined) {
    writeIndex(git);
    return;
  }
  const differences = readStaged(git, commit, pathspecs).filter(
    ({ before }) => before !== undefined || !isOverlay,
  );
  const other = new Set(differences.map(({ name }) => name));
  const kept = (readIndex(git) ?? []).filter(({ name }) => !other.has(name));
  const taken = differences.flatMap(({ before }) => (before === undefined ? [] : [before]));
  writeIndex(git, [...kept, ...taken.map(plainEntry)]);
}
