import type { Outcome } from "../../domain/program.ts";
import { isError } from "../../domain/world.ts";
import type { OptionsRead } from "../common/options.ts";
import { commitStatus } from "./commit-status.ts";
import type { GitCall } from "./git-call.ts";
import { indexHook, refHook, startHooks } from "./hooks.ts";
import { disturbNames, writeBranch, writeHead, writeOriginalHead } from "./inner-files.ts";
import { replay } from "./replay.ts";
import { findCommit, type Head, readHead } from "./revisions.ts";
import { cannotTell, refuse } from "./stop.ts";
import { ended, endedWith, type Subcommand } from "./subcommand.ts";
import { switchTree } from "./switch-tree.ts";

const options = [
  "-n --no-stat",
  "--stat",
  "--log[=N]",
  "--no-log",
  "--squash",
  "--no-squash",
  "--commit",
  "--no-commit",
  "-e --edit",
  "--no-edit",
  "--cleanup=MODE",
  "--ff",
  "--no-ff",
  "--ff-only",
  "--rerere-autoupdate",
  "--no-rerere-autoupdate",
  "--verify-signatures",
  "--no-verify-signatures",
  "-s STRATEGY --strategy=STRATEGY",
  "-X OPTION --strategy-option=OPTION",
  "-m MESSAGE --message=MESSAGE",
  "-F FILE --file=FILE",
  "-v --verbose",
  "-q --quiet",
  "--abort",
  "--quit",
  "--continue",
  "--allow-unrelated-histories",
  "--progress",
  "--no-progress",
  "-S[=KEY] --gpg-sign[=KEY]",
  "--no-gpg-sign",
  "--autostash",
  "--no-autostash",
  "--signoff",
  "--no-signoff",
  "--no-verify",
  "--overwrite-ignore",
  "--into-name=NAME",
];

/** Joins another branch in; foreseen where there is nothing to weigh up between the two. */
export const merge: Subcommand = { options, run: runMerge };

const unmodelled = [
  "abort",
  "quit",
  "continue",
  "squash",
  "no-commit",
  "strategy",
  "autostash",
  "verify-signatures",
];

function runMerge(git: GitCall): Outcome {
  const read = git.options(options, unmodelled);
  git.needWorkTree();
  const [name, second] = read.operands;
  const head = readHead(git);
  if (second !== undefined || name === undefined) {
    return cannotTell("which commits are merged is not modelled");
  }
  const target = findCommit(git, name.text);
  if (target === undefined) refuse(`${name.text} - not something we can merge`, 1);
  if (!isError(git.call.files.lstat(`${git.repository.gitDirectory}/MERGE_HEAD`))) {
    refuse("You have not concluded your merge");
  }
  return mergeCommit(git, read, head, target);
}

function mergeCommit(git: GitCall, read: OptionsRead, head: Head, target: string): Outcome {
  if (head.commit === undefined) return cannotTell("the branch has no commit yet");
  writeOriginalHead(git);
  if (isAncestor(git, target, head.commit)) return ended();
  const isAhead = isAncestor(git, head.commit, target);
  const mode = read.last("ff", "ff-only") ?? git.settings.get("merge.ff");
  if (!isAhead && (mode === "ff-only" || mode === "only")) refuse("Not possible to fast-forward");
  if (git.settings.isOn("merge.autostash", false)) cannotTell("git would put changes aside first");
  const needsCommit = !isAhead || /^(false|no|off|0)$/.test(mode ?? "") || read.has("no-ff");
  if (needsCommit) return joinHistories(git, read, head.commit, head.branch, target);
  switchTree(git, head.commit, target);
  if (head.branch !== undefined) writeBranch(git, head.branch, target);
  writeHead(git, head.branch === undefined ? `${target}\n` : undefined);
  startHooks(git, "post-merge", indexHook, refHook);
  return ended();
}

/** A merge with a commit of its own; a person may still write its message. */
function joinHistories(
  git: GitCall,
  read: OptionsRead,
  ours: string,
  branch: string | undefined,
  theirs: string,
): Outcome {
  const bases = git.askFor(["merge-base", "--all", ours, theirs]).trim().split("\n");
  const [base, second] = bases;
  if (base === undefined || second !== undefined)
    return cannotTell("the branches cross each other");
  replay(git, { base, ours, theirs });
  if (branch === undefined) disturbNames(git);
  else writeBranch(git, branch);
  writeHead(git);
  git.emit("store", "a merge");
  const hooks = ["pre-merge-commit", "prepare-commit-msg", "commit-msg", "post-merge", indexHook];
  const isHooked = startHooks(git, ...hooks);
  return endedWith(isHooked ? undefined : commitStatus(git, read, "message"));
}

function isAncestor(git: GitCall, first: string, second: string): boolean {
  return git.ask(["merge-base", "--is-ancestor", first, second]).status === 0;
}
