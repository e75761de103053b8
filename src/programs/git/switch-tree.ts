import { isError } from "../../domain/world.ts";
import { readContents } from "./blobs.ts";
import type { GitCall } from "./git-call.ts";
import { plainEntry, writeIndex } from "./index-state.ts";
import { type Difference, type Entry, isUnknownId } from "./parse-entries.ts";
import { readDifferences, readIndex } from "./raw-entries.ts";
import { cannotTell, refuse } from "./stop.ts";
import { readTracked } from "./tracked.ts";
import { removeEntry, writeEntry } from "./work-tree.ts";

/**
 * The work tree goes from one commit to another as `git checkout BRANCH` does it: local changes are
 * carried along, and where they are in the way git refuses before it changes anything.
 */
export function switchTree(git: GitCall, from: string | undefined, to: string): void {
  git.needSettledStore();
  if (from === to) {
    writeIndex(git, "same");
    return;
  }
  moveTree(git, readSteps(git, from, to));
}

/** The work tree takes these steps, each from what the last commit has. */
export function moveTree(git: GitCall, differences: readonly Difference[]): void {
  const index = readIndex(git) ?? [];
  if (index.some(({ stage }) => stage > 0)) refuse("you need to resolve your current index", 1);
  if (index.some(({ isSkipped }) => isSkipped)) {
    cannotTell("only a part of the repository's files is checked out");
  }
  if (differences.some(({ before, after }) => (before ?? after)?.mode === "160000")) {
    cannotTell("git would change what a submodule is at");
  }
  const stagedAs = new Map(index.map((entry) => [entry.name, entry]));
  const { changed } = readTracked(git, index);
  const wanted = differences.filter((one) => !isReached(one, stagedAs.get(one.name)));
  for (const one of wanted) refuseConflict(git, one, stagedAs.get(one.name), changed);
  refuseLosses(git, wanted);
  act(git, wanted);
  const other = new Set(wanted.map(({ name }) => name));
  const taken = wanted.flatMap(({ after }) => (after === undefined ? [] : [plainEntry(after)]));
  writeIndex(git, [...index.filter(({ name }) => !other.has(name)), ...taken]);
}

function readSteps(git: GitCall, from: string | undefined, to: string): readonly Difference[] {
  if (from !== undefined) return readDifferences(git, ["diff-tree", "-r", from, to]);
  const empty = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
  return readDifferences(git, ["diff-tree", "-r", empty, to]);
}

/** Whether the index holds already what the other commit has. */
function isReached({ after }: Difference, staged: Entry | undefined): boolean {
  return isSame(after, staged);
}

function isSame(first: Entry | undefined, second: Entry | undefined): boolean {
  return first?.id === second?.id && first?.mode === second?.mode;
}

function refuseConflict(
  git: GitCall,
  { name, before }: Difference,
  staged: Entry | undefined,
  changed: ReadonlySet<string>,
): void {
  if (staged !== undefined && isUnknownId(staged.id)) {
    cannotTell("an earlier command of the line stores a file that is in the way");
  }
  const isGone = isError(git.call.files.lstat(git.pathOf(name)));
  const isOwn = !isSame(before, staged) || (staged !== undefined && changed.has(name) && !isGone);
  if (isOwn) refuse("your local changes would be overwritten", 1);
}

/** Files that git does not know stand in the way, unless it ignores them. */
function refuseLosses(git: GitCall, wanted: readonly Difference[]): void {
  const { files } = git.call;
  const added = wanted.filter(({ before, name }) => {
    return before === undefined && !isError(files.lstat(git.pathOf(name)));
  });
  if (added.length === 0) return;
  const isDirectory = ({ name }: Difference): boolean => {
    const status = files.lstat(git.pathOf(name));
    return !isError(status) && status.type === "directory";
  };
  if (added.some(isDirectory)) cannotTell("a directory stands where git would write a file");
  const input = added.map(({ name }) => `${name}\0`).join("");
  const { output } = git.ask(["check-ignore", "-z", "--stdin"], git.root, input);
  const ignored = new Set(output.split("\0"));
  if (added.some(({ name }) => !ignored.has(name))) {
    refuse("untracked working tree files would be overwritten", 1);
  }
}

function act(git: GitCall, wanted: readonly Difference[]): void {
  const written = wanted.flatMap(({ after }) => (after === undefined ? [] : [after]));
  const contents = readContents(git, written);
  for (const { name, after } of wanted) if (after === undefined) removeEntry(git, name);
  for (const entry of written) writeEntry(git, entry, contents.get(entry.name));
}
