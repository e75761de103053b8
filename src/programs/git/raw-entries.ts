import type { GitCall } from "./git-call.ts";
import { readIndexState } from "./index-state.ts";
import {
  type Difference,
  type Entry,
  type IndexEntry,
  parseIndex,
  parseRaw,
  parseTree,
} from "./parse-entries.ts";
import { cannotTell } from "./stop.ts";

/** The index, or what pathspecs choose of it; undefined where one of them matches nothing. */
export function readIndex(
  git: GitCall,
  pathspecs: readonly string[] = [":/"],
): readonly IndexEntry[] | undefined {
  const state = readIndexState(git);
  if (state.kind === "model") return choose(git, state.entries, pathspecs);
  const strict = pathspecs.join() === ":/" ? [] : ["--error-unmatch"];
  const args = ["ls-files", "-s", "-v", "-z", "--full-name", ...strict, "--", ...pathspecs];
  const { status, output } = git.ask(args);
  return status === 0 ? parseIndex(output) : undefined;
}

/** The index as it is on the disk before the line. */
export function readIndexOfDisk(git: GitCall): readonly IndexEntry[] {
  return parseIndex(git.askFor(["ls-files", "-s", "-v", "-z", "--full-name", "--", ":/"]));
}

/** What plain pathspecs choose; undefined where one of them chooses nothing. */
function choose<E extends Entry>(
  git: GitCall,
  entries: readonly E[],
  pathspecs: readonly string[],
): readonly E[] | undefined {
  if (pathspecs.length === 0 || pathspecs.join() === ":/") return entries;
  if (pathspecs.some((one) => /^:|[*?[]/.test(one))) {
    cannotTell("which files a pattern means after an earlier command is not modelled");
  }
  const wanted = pathspecs.map((one) => git.nameOf(one));
  const isChosen = (name: string, one: string | undefined): boolean =>
    one === "" || name === one || name.startsWith(`${one}/`);
  const isEmpty = wanted.some((one) => !entries.some(({ name }) => isChosen(name, one)));
  if (isEmpty) return undefined;
  return entries.filter(({ name }) => wanted.some((one) => isChosen(name, one)));
}

/** All files of a commit. */
export function readTree(git: GitCall, commit: string): readonly Entry[] {
  return parseTree(git.askFor(["ls-tree", "-r", "-z", "--full-tree", commit]));
}

/** What a commit and the index have otherwise; the commit is `before`. */
export function readStaged(
  git: GitCall,
  commit: string,
  pathspecs: readonly string[] = [],
): readonly Difference[] {
  const state = readIndexState(git);
  if (state.kind === "disk")
    return readDifferences(git, ["diff-index", "--cached", commit], pathspecs);
  const before = new Map(readTree(git, commit).map((entry) => [entry.name, entry]));
  const after = new Map(state.entries.map((entry) => [entry.name, entry]));
  const names = [...new Set([...before.keys(), ...after.keys()])].filter((name) => {
    const [first, second] = [before.get(name), after.get(name)];
    return first?.id !== second?.id || first?.mode !== second?.mode;
  });
  const differences = names.map((name) => {
    return { name, before: before.get(name), after: after.get(name) };
  });
  const entries = differences.map(({ name }) => ({ name, mode: "", id: "" }));
  const chosen = new Set((choose(git, entries, pathspecs) ?? []).map(({ name }) => name));
  return differences.filter(({ name }) => chosen.has(name));
}

/** What two commits, or the work tree, have otherwise; `before` is the first. */
export function readDifferences(
  git: GitCall,
  args: readonly string[],
  pathspecs: readonly string[] = [],
): readonly Difference[] {
  const question = [...args, "--raw", "-z", "--no-renames", "--ignore-submodules=all"];
  return parseRaw(git.askFor([...question, "--", ...pathspecs]));
}
