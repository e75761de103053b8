import { basename, resolve } from "node:path/posix";
import type { Outcome } from "../../domain/program.ts";
import { isError, type Path } from "../../domain/world.ts";
import type { OptionsRead } from "../common/options.ts";
import { readContents } from "./blobs.ts";
import type { GitCall } from "./git-call.ts";
import { refHook, startHooks } from "./hooks.ts";
import { makeDirectories } from "./init.ts";
import { readTree } from "./raw-entries.ts";
import { findCommit, hasBranch } from "./revisions.ts";
import { cannotTell, refuse } from "./stop.ts";
import { ended, endedWith, type Subcommand } from "./subcommand.ts";
import { writeEntry } from "./work-tree.ts";

const options = [
  "-f --force",
  "-b BRANCH",
  "-B BRANCH",
  "-d --detach",
  "--checkout",
  "--no-checkout",
  "--lock",
  "--reason=REASON",
  "-q --quiet",
  "--track",
  "--no-track",
  "--guess-remote",
  "-n --dry-run",
  "-v --verbose",
  "--expire=TIME",
  "--porcelain",
  "-z",
];

/** Further work trees of a repository. */
export const worktree: Subcommand = { options, run: runWorktree };

function runWorktree(git: GitCall): Outcome {
  const [verb, ...words] = git.words;
  const inner = git.with(words);
  const read = inner.options(options);
  switch (verb?.text) {
    case "list":
      return ended();
    case "add":
      return addTree(inner, read);
    case "remove":
      return removeTree(inner, read);
    case "lock":
    case "unlock":
    case "prune":
    case "repair":
      inner.emit("store", "work trees");
      return endedWith(undefined);
    default:
      return cannotTell("what this does to the work trees is not modelled", verb);
  }
}

function addTree(git: GitCall, read: OptionsRead): Outcome {
  git.needSettledStore();
  const [place, start] = read.operands;
  if (place === undefined) return endedWith(129);
  const target = resolve(git.directory, place.text);
  const entries = git.call.files.readDirectory(target);
  if (!isError(entries) && entries.length > 0) refuse(`'${place.text}' already exists`);
  const wanted = read.value("b") ?? read.value("B");
  const branch = wanted ?? (start === undefined ? basename(target) : undefined);
  if (read.has("b") && wanted !== undefined && hasBranch(git, wanted)) refuse("the branch exists");
  const isExisting = wanted === undefined && branch !== undefined && hasBranch(git, branch);
  const name = start?.text ?? (isExisting ? branch : "HEAD");
  const commit = findCommit(git, name);
  if (commit === undefined) refuse(`invalid reference: ${name}`);
  if (!read.has("force") && isCheckedOut(git, name)) refuse(`'${name}' is already checked out`);
  if (!makeDirectories(git, target)) refuse(`could not create '${target}'`);
  git.call.files.write(`${target}/.git`, { kind: "unknown", reason: "it is a file of git's own" });
  if (!read.has("no-checkout")) fill(git, commit, target);
  git.emit("store", place.text, place);
  startHooks(git, "post-checkout", refHook);
  return ended();
}

function isCheckedOut(git: GitCall, name: string): boolean {
  const { output } = git.ask(["worktree", "list", "--porcelain"]);
  return output.split("\n").includes(`branch refs/heads/${name}`);
}

function fill(git: GitCall, commit: string, target: Path): void {
  if (git.settings.names("filter.").length > 0) cannotTell("the repository has filters");
  const entries = readTree(git, commit);
  const contents = readContents(git, entries);
  for (const entry of entries) writeEntry(git, entry, contents.get(entry.name), target);
}

function removeTree(git: GitCall, read: OptionsRead): Outcome {
  git.needSettledStore();
  const [place] = read.operands;
  if (place === undefined) return endedWith(129);
  const target = resolve(git.directory, place.text);
  const status = git.call.files.lstat(target);
  if (!isError(status) && status.inode < 0) {
    cannotTell("an earlier command of the line makes the work tree", place);
  }
  const { output } = git.ask(["worktree", "list", "--porcelain"]);
  const trees = output.split("\n\n");
  const known = trees.findIndex((one) => one.split("\n").includes(`worktree ${target}`));
  if (known < 0) refuse(`'${place.text}' is not a working tree`);
  if (known === 0) refuse(`'${place.text}' is a main working tree`);
  if (!git.call.files.isUnchanged(target)) {
    cannotTell("an earlier command of the line changes the work tree", place);
  }
  const words = ["status", "--porcelain", "-z", "--ignore-submodules=all"];
  const isDirty = !read.has("force") && git.askFor(words, target) !== "";
  if (isDirty)
    refuse(`'${place.text}' contains modified or untracked files, use --force to delete it`);
  git.call.files.for(place).removeTree(target);
  git.emit("store", "work trees", place);
  return ended();
}
