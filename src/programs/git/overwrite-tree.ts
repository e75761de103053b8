import type { GitCall } from "./git-call.ts";
import { plainEntry } from "./index-state.ts";
import type { Entry, IndexEntry } from "./parse-entries.ts";
import { readIndex, readStaged } from "./raw-entries.ts";
import { cannotTell } from "./stop.ts";
import { readTracked, readWritten } from "./tracked.ts";
import { removeEntry, writeEntry } from "./work-tree.ts";

interface Overwritten {
  /** Every file could be written and removed. */
  readonly isDone: boolean;
  /** The entries of the index afterwards. */
  readonly index: readonly IndexEntry[];
}

/**
 * Index and work tree become a commit's, whatever was in them: `reset --hard`, `checkout -f`.
 * Undefined stands for the empty tree of a branch without commits.
 */
export function overwriteTree(git: GitCall, commit: string | undefined): Overwritten {
  git.needSettledStore();
  const index = readIndex(git) ?? [];
  if (index.some(({ isSkipped }) => isSkipped)) {
    cannotTell("only a part of the repository's files is checked out");
  }
  const differences =
    commit === undefined
      ? index.map(({ name, mode, id }) => ({ name, before: undefined, after: { name, mode, id } }))
      : readStaged(git, commit);
  const tracked = readTracked(git, index);
  const other = new Set(differences.map(({ name }) => name));
  const gone = differences.filter(({ before }) => before === undefined).map(({ name }) => name);
  const written: Entry[] = [
    ...differences.flatMap(({ before }) => (before === undefined ? [] : [before])),
    ...index.filter(
      ({ name, mode }) => tracked.stale.has(name) && !other.has(name) && mode !== "160000",
    ),
  ];
  const contents = readWritten(git, written, tracked, other);
  const isRemoved = gone.map((name) => removeEntry(git, name)).every((one) => one);
  const isWritten = written
    .map((entry) => writeEntry(git, entry, contents.get(entry.name)))
    .every((one) => one);
  const kept = index.filter(({ name, stage }) => stage === 0 && !other.has(name));
  const taken = differences.flatMap(({ before }) =>
    before === undefined ? [] : [plainEntry(before)],
  );
  return { isDone: isRemoved && isWritten, index: [...kept, ...taken] };
}
