import type { Outcome } from "../../domain/program.ts";
import { commitStatus } from "./commit-status.ts";
import type { GitCall } from "./git-call.ts";
import { indexHook, startHooks } from "./hooks.ts";
import { disturbNames, writeBranch, writeHead } from "./inner-files.ts";
import { replay } from "./replay.ts";
import { findCommit, readHead } from "./revisions.ts";
import { cannotTell, refuse } from "./stop.ts";
import { endedWith, type Subcommand } from "./subcommand.ts";

const options = [
  "--quit",
  "--continue",
  "--abort",
  "--skip",
  "--cleanup=MODE",
  "-n --no-commit",
  "-e --edit",
  "--no-edit",
  "-s --signoff",
  "-m PARENT --mainline=PARENT",
  "--rerere-autoupdate",
  "--no-rerere-autoupdate",
  "--strategy=STRATEGY",
  "-X OPTION --strategy-option=OPTION",
  "-S[=KEY] --gpg-sign[=KEY]",
  "--no-gpg-sign",
  "-x",
  "-r",
  "--ff",
  "--allow-empty",
  "--allow-empty-message",
  "--keep-redundant-commits",
  "--reference",
];

/** Does again, or takes back, what one commit did. */
export const cherryPick: Subcommand = { options, run: (git) => run(git, false) };
export const revert: Subcommand = { options, run: (git) => run(git, true) };

function run(git: GitCall, isBack: boolean): Outcome {
  const read = git.options(options);
  git.needWorkTree();
  const stranger = read.given.find(({ key }) =>
    /^(quit|continue|abort|skip|mainline|strategy|strategy-option|no-commit)$/.test(key),
  );
  const [operand, second] = read.operands;
  const { commit: ours, branch } = readHead(git);
  if (
    stranger !== undefined ||
    second !== undefined ||
    operand === undefined ||
    ours === undefined
  ) {
    return cannotTell(`what this \`git ${git.name}\` does is not modelled`, stranger?.argument);
  }
  if (/\.\.|^\^/.test(operand.text)) cannotTell("several commits are not modelled", operand);
  const commit = findCommit(git, operand.text);
  if (commit === undefined) refuse(`bad revision '${operand.text}'`);
  const parent = findCommit(git, `${commit}^1`);
  if (parent === undefined || findCommit(git, `${commit}^2`) !== undefined) {
    return cannotTell("a commit without just one before it is not modelled", operand);
  }
  const isChanged = replay(
    git,
    isBack ? { base: commit, ours, theirs: parent } : { base: parent, ours, theirs: commit },
  );
  if (branch === undefined) disturbNames(git);
  else writeBranch(git, branch);
  writeHead(git);
  git.emit("store", "a commit");
  const isHooked = startHooks(git, "prepare-commit-msg", "commit-msg", "post-commit", indexHook);
  const isSure = isChanged && !isHooked;
  return endedWith(isSure ? commitStatus(git, read, isBack ? "message" : "nothing") : undefined);
}
