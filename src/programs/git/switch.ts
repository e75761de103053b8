import type { Outcome } from "../../domain/program.ts";
import { findFollowed } from "./followed-branch.ts";
import type { GitCall } from "./git-call.ts";
import { goTo } from "./go-to.ts";
import { findCommit, hasBranch } from "./revisions.ts";
import { refuse } from "./stop.ts";
import type { Subcommand } from "./subcommand.ts";

const options = [
  "-c BRANCH --create=BRANCH",
  "-C BRANCH --force-create=BRANCH",
  "--guess",
  "--no-guess",
  "--discard-changes",
  "-q --quiet",
  "--progress",
  "--no-progress",
  "-d --detach",
  "-f --force",
  "-m --merge",
  "--conflict=STYLE",
  "-t --track[=MODE]",
  "--no-track",
  "--orphan=BRANCH",
  "--overwrite-ignore",
  "--no-overwrite-ignore",
  "--ignore-other-worktrees",
  "--recurse-submodules[=WHEN]",
  "--no-recurse-submodules",
];

const unmodelled = [
  "merge",
  "conflict",
  "orphan",
  "no-overwrite-ignore",
  "ignore-other-worktrees",
  "recurse-submodules",
];

/** Goes to a branch. */
export const switchCommand: Subcommand = { options, run: runSwitch };

function runSwitch(git: GitCall): Outcome {
  const read = git.options(options, unmodelled);
  git.needWorkTree();
  const [start, second] = read.operands;
  const created = read.value("create") ?? read.value("force-create");
  if (second !== undefined) refuse("only one reference expected");
  if (start === undefined && created === undefined && !read.has("detach")) {
    refuse("missing branch or commit argument");
  }
  git.needSettledStore();
  const followed =
    created === undefined ? findFollowed(git, start, !read.has("no-guess")) : undefined;
  const isBranch = start === undefined || start.text === "-" || hasBranch(git, start.text);
  const needsBranch = created === undefined && !read.has("detach") && followed === undefined;
  if (needsBranch && !isBranch) {
    const isCommit = start !== undefined && findCommit(git, start.text) !== undefined;
    refuse(isCommit ? "a branch is expected" : `invalid reference: ${start?.text}`);
  }
  const name = followed?.name ?? created;
  const isForced = followed === undefined && read.has("force-create");
  return goTo(git, {
    start: followed?.start ?? start,
    create: name === undefined ? undefined : { name, isForced },
    isForced: read.has("force") || read.has("discard-changes"),
    isDetached: read.has("detach"),
  });
}
