import type { Argument } from "../../domain/argument.ts";
import type { Outcome } from "../../domain/program.ts";
import { isError } from "../../domain/world.ts";
import type { OptionsRead } from "../common/options.ts";
import { checkoutPaths } from "./checkout-paths.ts";
import { findFollowed } from "./followed-branch.ts";
import type { GitCall } from "./git-call.ts";
import { goTo } from "./go-to.ts";
import { indexHook, startHooks } from "./hooks.ts";
import { writeIndex } from "./index-state.ts";
import { writeHead } from "./inner-files.ts";
import { findCommit, findTree } from "./revisions.ts";
import { cannotTell, refuse } from "./stop.ts";
import { ended, endedWith, type Subcommand } from "./subcommand.ts";
import { takeToIndex } from "./take-to-index.ts";

const options = [
  "-q --quiet",
  "--progress",
  "--no-progress",
  "-f --force",
  "-b BRANCH",
  "-B BRANCH",
  "-l",
  "-d --detach",
  "-t --track[=MODE]",
  "--no-track",
  "--guess",
  "--no-guess",
  "--orphan=BRANCH",
  "--ours",
  "--theirs",
  "-m --merge",
  "--conflict=STYLE",
  "-p --patch",
  "--ignore-skip-worktree-bits",
  "--ignore-other-worktrees",
  "--overwrite-ignore",
  "--no-overwrite-ignore",
  "--recurse-submodules[=WHEN]",
  "--no-recurse-submodules",
  "--overlay",
  "--no-overlay",
  "--pathspec-from-file=FILE",
  "--pathspec-file-nul",
];

const unmodelled = [
  "ours",
  "theirs",
  "merge",
  "conflict",
  "patch",
  "ignore-other-worktrees",
  "no-overwrite-ignore",
  "recurse-submodules",
  "pathspec-from-file",
];

/** Goes to a branch, or takes files from the index or a commit. */
export const checkout: Subcommand = { options, run: runCheckout };

function runCheckout(git: GitCall): Outcome {
  const read = git.options(options, unmodelled);
  git.needWorkTree();
  if (read.has("orphan")) return startAnew(git, read);
  const name = read.value("b") ?? read.value("B");
  const { start, paths } = divide(git, read);
  if (paths.length > 0) return takePaths(git, read, start, paths);
  const create = name === undefined ? undefined : { name, isForced: read.has("B") };
  const followed = name === undefined ? findFollowed(git, start, !read.has("no-guess")) : undefined;
  return goTo(git, {
    start: followed?.start ?? start,
    create: followed === undefined ? create : { name: followed.name, isForced: false },
    isForced: read.has("force"),
    isDetached: read.has("detach"),
  });
}

/** `git checkout [REVISION] [--] [PATH…]`. */
function divide(
  git: GitCall,
  read: OptionsRead,
): { readonly start: Argument | undefined; readonly paths: readonly Argument[] } {
  const [first, ...others] = read.operands;
  if (first === undefined) return { start: undefined, paths: [] };
  const dashes = git.words.findIndex(({ text }) => text === "--");
  if (dashes >= 0 && git.words.indexOf(first) > dashes)
    return { start: undefined, paths: read.operands };
  if (dashes >= 0 && git.words.indexOf(first) < dashes) return { start: first, paths: others };
  git.needSettledStore();
  const isCommit = findCommit(git, first.text) !== undefined;
  const isTree = isCommit || (others.length > 0 && findTree(git, first.text) !== undefined);
  const isFile = !isError(git.call.files.lstat(`${git.directory}/${first.text}`));
  if (isTree && isFile && others.length === 0 && first.text !== "-") {
    refuse(`'${first.text}' could be both a local file and a tracking branch`);
  }
  if (isTree) return { start: first, paths: others };
  const isGuessed = others.length === 0 && !isFile && findFollowed(git, first, true) !== undefined;
  return isGuessed ? { start: first, paths: [] } : { start: undefined, paths: read.operands };
}

function takePaths(
  git: GitCall,
  read: OptionsRead,
  start: Argument | undefined,
  paths: readonly Argument[],
): Outcome {
  if (read.has("b") || read.has("B") || read.has("detach")) refuse("paths cannot be used here");
  git.needSettledStore();
  const tree = start === undefined ? undefined : findTree(git, start.text);
  if (start !== undefined && tree === undefined) refuse(`invalid reference: ${start.text}`);
  const pathspecs = paths.map(({ text }) => text);
  const isOverlay = read.last("overlay", "no-overlay") !== "no-overlay";
  const isDone = checkoutPaths(git, { pathspecs, tree, isOverlay });
  if (tree === undefined) writeIndex(git, "same");
  else takeToIndex(git, tree, pathspecs, isOverlay);
  startHooks(git, "post-checkout", indexHook);
  return endedWith(isDone ? 0 : 1);
}

/** A branch without history: the files stay as they are where no other start is named. */
function startAnew(git: GitCall, read: OptionsRead): Outcome {
  const [start] = read.operands;
  if (start !== undefined) {
    cannotTell("what `git checkout --orphan` takes from another commit is not modelled", start);
  }
  git.needSettledStore();
  writeIndex(git, "same");
  writeHead(git, `ref: refs/heads/${read.value("orphan")}\n`);
  startHooks(git, "post-checkout", indexHook);
  return ended();
}
