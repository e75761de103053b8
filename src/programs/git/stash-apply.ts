import type { Outcome } from "../../domain/program.ts";
import { isError } from "../../domain/world.ts";
import type { OptionsRead } from "../common/options.ts";
import { readContents } from "./blobs.ts";
import type { GitCall } from "./git-call.ts";
import { indexHook, refHook, startHooks } from "./hooks.ts";
import { plainEntry, writeIndex } from "./index-state.ts";
import type { Difference, Entry } from "./parse-entries.ts";
import { readDifferences, readIndex, readStaged, readTree } from "./raw-entries.ts";
import { findCommit } from "./revisions.ts";
import { nameStash } from "./stash.ts";
import { cannotTell, refuse } from "./stop.ts";
import { endedWith } from "./subcommand.ts";
import { readTracked } from "./tracked.ts";
import { removeEntry, writeEntry } from "./work-tree.ts";

/** Brings back what was put aside, where no file has gone on since. */
export function applyStash(git: GitCall, read: OptionsRead): Outcome {
  git.needWorkTree();
  git.needSettledStore();
  const [operand] = read.operands;
  const name = nameStash(operand?.text);
  const saved = findCommit(git, name);
  const base = saved && findCommit(git, `${saved}^1`);
  if (saved === undefined || base === undefined) refuse("No stash entries found.", 1);
  const strange = readStrange(git, `${saved}^3`);
  const differences = readDifferences(git, ["diff-tree", "-r", base, saved]);
  const index = readIndex(git) ?? [];
  const staged = new Map(index.map((entry) => [entry.name, entry]));
  const { changed } = readTracked(git, index);
  const isRefused = differences.some(({ name }) => changed.has(name));
  if (!isRefused) needSimple(git, differences, staged);
  if (strange.some((entry) => !isError(git.call.files.lstat(git.pathOf(entry.name))))) {
    cannotTell("files that were put aside are there again");
  }
  // What git did not know comes back even where it refuses the rest.
  bringBack(git, isRefused ? [] : differences, strange);
  const added = isRefused ? [] : differences.filter(({ before }) => before === undefined);
  const staying = added.flatMap(({ after }) => (after === undefined ? [] : [plainEntry(after)]));
  writeIndex(git, [...index, ...staying]);
  git.emit("store", "stash");
  startHooks(git, indexHook, refHook);
  return endedWith(isRefused ? 1 : 0);
}

/** Files that git did not know when they were put aside. */
function readStrange(git: GitCall, name: string): readonly Entry[] {
  const commit = findCommit(git, name);
  return commit === undefined ? [] : readTree(git, commit);
}

/** Ends where git would merge what was put aside with what has come since. */
function needSimple(
  git: GitCall,
  differences: readonly Difference[],
  staged: ReadonlyMap<string, Entry>,
): void {
  for (const { name, before } of differences) {
    const now = staged.get(name);
    if (now?.id !== before?.id || now?.mode !== before?.mode) {
      cannotTell("a file that was put aside has changed since, and git would merge both");
    }
    if (before === undefined && !isError(git.call.files.lstat(git.pathOf(name)))) {
      cannotTell("a file that was put aside is there again");
    }
  }
  const head = findCommit(git, "HEAD");
  const isStaged = head !== undefined && readStaged(git, head).length > 0;
  if (isStaged) cannotTell("changes are staged that git would merge with what was put aside");
}

function bringBack(
  git: GitCall,
  differences: readonly Difference[],
  strange: readonly Entry[],
): void {
  const known = differences.flatMap(({ after }) => (after === undefined ? [] : [after]));
  const contents = readContents(git, [...known, ...strange]);
  for (const { name, after } of differences) if (after === undefined) removeEntry(git, name);
  for (const entry of [...known, ...strange]) writeEntry(git, entry, contents.get(entry.name));
}
