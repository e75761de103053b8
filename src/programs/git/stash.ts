import type { Outcome } from "../../domain/program.ts";
import { readContents } from "./blobs.ts";
import { listCleaned, removeCleaned } from "./clean.ts";
import type { GitCall } from "./git-call.ts";
import { indexHook, refHook, startHooks } from "./hooks.ts";
import { writeIndex } from "./index-state.ts";
import { replaceFile } from "./inner-files.ts";
import { readIndex, readStaged } from "./raw-entries.ts";
import { findCommit, readHead } from "./revisions.ts";
import { applyStash } from "./stash-apply.ts";
import { cannotTell, refuse } from "./stop.ts";
import { ended, type Subcommand } from "./subcommand.ts";
import { takeToIndex } from "./take-to-index.ts";
import { readTracked } from "./tracked.ts";
import { removeEntry, writeEntry } from "./work-tree.ts";

const options = [
  "-k --keep-index",
  "--no-keep-index",
  "-u --include-untracked",
  "-a --all",
  "-p --patch",
  "-S --staged",
  "-q --quiet",
  "-m MESSAGE --message=MESSAGE",
  "--index",
  "--pathspec-from-file=FILE",
  "--pathspec-file-nul",
];

/** Puts changes aside, and brings them back. */
export const stash: Subcommand = { options, run: runStash };

function runStash(git: GitCall): Outcome {
  const [first, ...others] = git.words;
  const verb = first === undefined || first.text.startsWith("-") ? "push" : first.text;
  const words = first?.text === verb ? others : git.words;
  const inner = git.with(words);
  switch (verb) {
    case "push":
    case "save":
      return push(inner, verb === "save");
    case "pop":
    case "apply":
      return applyStash(inner, inner.options(options));
    case "drop":
      return drop(inner);
    case "clear":
      return clear(inner);
    case "create":
    case "store":
      inner.emit("store", "stash");
      return ended();
    case "branch":
      return cannotTell("what `git stash branch` does is not modelled");
    default:
      return refuse(`subcommand wasn't specified; '${verb}' is not known`, 1);
  }
}

function push(git: GitCall, isSave: boolean): Outcome {
  const read = git.options(options);
  git.needWorkTree();
  const stranger = read.given.find(({ key }) => /^(patch|staged|pathspec-from-file)$/.test(key));
  if (stranger !== undefined) {
    cannotTell(`what \`git stash --${stranger.key}\` does is not modelled`, stranger.argument);
  }
  const head = readHead(git);
  if (head.commit === undefined) refuseRenewed(git, "You do not have the initial commit yet");
  const pathspecs = isSave ? [] : read.operands.map(({ text }) => text);
  const index = readIndex(git, pathspecs.length > 0 ? pathspecs : [":/"]);
  const takesStrange = read.has("include-untracked") || read.has("all");
  if (index === undefined && !takesStrange) refuse("a pathspec did not match any files", 1);
  if (index?.some(({ stage }) => stage > 0)) refuseRenewed(git, "a path is unmerged");
  if (!git.call.files.isUnchanged(git.root) && (takesStrange || pathspecs.length > 0)) {
    git.needSettledTree();
  }
  const whole = pathspecs.length > 0 ? git : git.with(git.words, git.root);
  const words = ["-d", ...(read.has("all") ? ["-x"] : [])];
  const strange = takesStrange ? listCleaned(whole, words, pathspecs) : [];
  const count = takeChanges(git, index ?? [], head.commit, pathspecs, read.has("keep-index"));
  if (read.has("keep-index") || count === 0) writeIndex(git, "same");
  else takeToIndex(git, head.commit, pathspecs);
  if (count === 0 && strange.length === 0) return ended();
  removeCleaned(git, strange);
  replaceFile(git, `${git.repository.commonDirectory}/refs/stash`);
  git.emit("store", "stash");
  startHooks(git, indexHook, refHook);
  return ended();
}

/** The index is renewed before git finds out that it cannot go on. */
function refuseRenewed(git: GitCall, message: string): never {
  writeIndex(git, "same");
  return refuse(message, 1);
}

/** Brings changed files back to the last commit, or the index; how many there are. */
function takeChanges(
  git: GitCall,
  index: NonNullable<ReturnType<typeof readIndex>>,
  commit: string,
  pathspecs: readonly string[],
  keepsIndex: boolean,
): number {
  const staged = readStaged(git, commit, pathspecs);
  const { changed } = readTracked(git, index, pathspecs);
  const byName = new Map(index.map((entry) => [entry.name, entry]));
  const committed = new Map(staged.map(({ name, before }) => [name, before]));
  const names = new Set([...staged.map(({ name }) => name), ...changed]);
  const wanted = [...names].map((name) => {
    const isOfCommit = committed.has(name) && !keepsIndex;
    return { name, entry: isOfCommit ? committed.get(name) : byName.get(name) };
  });
  const moving = wanted.filter(({ name }) => !keepsIndex || changed.has(name));
  const contents = readContents(
    git,
    moving.flatMap(({ entry }) => (entry === undefined ? [] : [entry])),
  );
  for (const { name, entry } of moving) {
    if (entry === undefined) removeEntry(git, name);
    else writeEntry(git, entry, contents.get(name));
  }
  return names.size;
}

function drop(git: GitCall): Outcome {
  const [operand] = git.options(options).operands;
  if (operand === undefined && isPushedByLine(git)) {
    git.emit("drop-stash", "refs/stash@{0}", undefined, 1);
    return ended();
  }
  git.needSettledStore();
  const name = nameStash(operand?.text);
  if (findCommit(git, name) === undefined) refuse(`${name} is not a valid reference`, 1);
  replaceFile(git, `${git.repository.commonDirectory}/refs/stash`);
  git.emit("drop-stash", name, operand, 1);
  return ended();
}

/** `git stash && git stash drop`: what the line itself put aside. */
function isPushedByLine({ call, repository }: GitCall): boolean {
  const last = call
    .earlierEffects()
    .findLast((effect) => effect.kind === "repository" && effect.target.includes("stash"));
  return (
    last?.kind === "repository" && last.action === "store" && last.repository === repository.root
  );
}

function clear(git: GitCall): Outcome {
  const isPushed = isPushedByLine(git);
  if (!isPushed) git.needSettledStore();
  const lines = git.ask(["stash", "list"]).output.split("\n").length - 1 + (isPushed ? 1 : 0);
  if (lines > 0) git.emit("drop-stash", "all stashes", undefined, lines);
  return ended();
}

/** `2` stands for `stash@{2}`. */
export function nameStash(text: string | undefined): string {
  if (text === undefined) return "refs/stash@{0}";
  return /^\d+$/.test(text) ? `stash@{${text}}` : text;
}
