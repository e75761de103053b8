import type { Argument } from "../../domain/argument.ts";
import type { Outcome } from "../../domain/program.ts";
import { isError } from "../../domain/world.ts";
import type { OptionsRead } from "../common/options.ts";
import type { GitCall } from "./git-call.ts";
import { refHook, startHooks } from "./hooks.ts";
import { disturbNames, writeBranch } from "./inner-files.ts";
import { countAbandoned, findCommit, readHead } from "./revisions.ts";
import { refuse } from "./stop.ts";
import { ended, endedWith, type Subcommand } from "./subcommand.ts";

const options = [
  "-d --delete",
  "-D",
  "-m --move",
  "-M",
  "-c --copy",
  "-C",
  "-f --force",
  "-r --remotes",
  "-a --all",
  "-l --list",
  "-q --quiet",
  "-v --verbose",
  "-t --track[=MODE]",
  "--no-track",
  "--create-reflog",
  "-u UPSTREAM --set-upstream-to=UPSTREAM",
  "--unset-upstream",
  "--edit-description",
  "--show-current",
  "--recurse-submodules",
  "--color[=WHEN]",
  "--no-color",
  "--column[=OPTIONS]",
  "--no-column",
  "--sort=KEY",
  "--format=FORMAT",
  "-i --ignore-case",
  "--contains=COMMIT",
  "--no-contains=COMMIT",
  "--merged[=COMMIT]",
  "--no-merged[=COMMIT]",
  "--points-at=OBJECT",
  "--abbrev[=N]",
  "--no-abbrev",
];

/** Makes, renames and deletes branches: nothing of it changes a file of the work tree. */
export const branch: Subcommand = { options, run: runBranch };

function runBranch(git: GitCall): Outcome {
  const read = git.options(options);
  git.needSettledStore();
  if (read.has("delete") || read.has("D")) return deleteBranches(git, read);
  const renames = ["move", "M", "copy", "C"].some((key) => read.has(key));
  const lists = read.given.some(({ key }) =>
    /^(list|show-current|(no-)?(contains|merged)|points-at|remotes|all|sort|format)$/.test(key),
  );
  if (!renames && (lists || (read.operands.length === 0 && isPlain(read)))) return ended();
  return renames ? renameBranch(git, read) : makeBranch(git, read);
}

function isPlain(read: OptionsRead): boolean {
  return !read.given.some(({ key }) => /upstream|edit-description/.test(key));
}

function makeBranch(git: GitCall, read: OptionsRead): Outcome {
  const [name, start] = read.operands;
  const isForced = read.has("force");
  const before = name && findCommit(git, `refs/heads/${name.text}`);
  const commit = isPlain(read) ? findCommit(git, start?.text ?? "HEAD") : undefined;
  if (isPlain(read)) {
    if (commit === undefined) refuse("not a valid object name");
    if (before !== undefined && !isForced) refuse("a branch of that name already exists");
    if (before !== undefined && name !== undefined) {
      abandon(git, name, before, [commit], "abandon-commits");
    }
  }
  if (name !== undefined && commit !== undefined) writeBranch(git, name.text, commit);
  git.emit("store", name?.text ?? "HEAD", name);
  startHooks(git, refHook);
  return ended();
}

/** A branch that is renamed over takes the other's commits from it. */
function renameBranch(git: GitCall, read: OptionsRead): Outcome {
  const { operands } = read;
  const target = operands.at(-1);
  const from = operands.length > 1 ? operands[0]?.text : readHead(git).branch;
  if (target === undefined || from === undefined) refuse("branch name required");
  const commit = findCommit(git, `refs/heads/${from}`);
  if (commit === undefined) refuse(`no branch named '${from}'`);
  const before = findCommit(git, `refs/heads/${target.text}`);
  const isForced = read.has("M") || read.has("C") || read.has("force");
  if (before !== undefined && target.text !== from) {
    if (!isForced) refuse(`a branch named '${target.text}' already exists`);
    abandon(git, target, before, [commit], "abandon-commits");
  }
  disturbNames(git);
  git.emit("store", target.text, target);
  startHooks(git, refHook);
  return ended();
}

function deleteBranches(git: GitCall, read: OptionsRead): Outcome {
  if (read.operands.length === 0) refuse("branch name required");
  const isForced = read.has("D") || read.has("force");
  const isRemote = read.has("remotes");
  const current = isRemote ? undefined : currentBranches(git);
  let status = 0;
  for (const name of read.operands) {
    const text = name.text === "-" ? "@{-1}" : name.text;
    const commit = findCommit(git, isRemote ? `refs/remotes/${text}` : `refs/heads/${text}`);
    const isKept = commit === undefined || current?.has(text) === true;
    if (isKept || (!isForced && !isRemote && !isMerged(git, text, commit))) status = 1;
    else if (isRemote) git.emit("store", text, name);
    else abandon(git, name, commit, [], "delete-branch");
  }
  disturbNames(git);
  startHooks(git, refHook);
  return endedWith(status);
}

/** Branches that a work tree is at. */
function currentBranches(git: GitCall): ReadonlySet<string> {
  const { branch: own } = readHead(git);
  if (isError(git.call.files.lstat(`${git.repository.commonDirectory}/worktrees`))) {
    return new Set(own === undefined ? [] : [own]);
  }
  const { output } = git.ask(["worktree", "list", "--porcelain"]);
  return new Set([...output.matchAll(/^branch refs\/heads\/(.*)$/gm)].map(([, name = ""]) => name));
}

/** Whether `git branch -d` takes the branch for merged: into what it follows, else into HEAD. */
function isMerged(git: GitCall, name: string, commit: string): boolean {
  const upstream = findCommit(git, `${name}@{upstream}`) ?? "HEAD";
  return git.ask(["merge-base", "--is-ancestor", commit, upstream]).status === 0;
}

function abandon(
  git: GitCall,
  name: Argument,
  commit: string,
  others: readonly string[],
  action: "delete-branch" | "abandon-commits",
): void {
  const head = findCommit(git, "HEAD");
  const kept =
    head === undefined || readHead(git).branch === name.text ? others : [...others, head];
  const count = countAbandoned(git, commit, name.text, kept);
  if (count > 0 || action === "delete-branch") git.emit(action, name.text, name, count);
}
