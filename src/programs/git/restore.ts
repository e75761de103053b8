import type { Outcome } from "../../domain/program.ts";
import { checkoutPaths } from "./checkout-paths.ts";
import type { GitCall } from "./git-call.ts";
import { indexHook, startHooks } from "./hooks.ts";
import { writeIndex } from "./index-state.ts";
import { readIndex, readStaged } from "./raw-entries.ts";
import { findTree } from "./revisions.ts";
import { refuse } from "./stop.ts";
import { endedWith, type Subcommand } from "./subcommand.ts";
import { takeToIndex } from "./take-to-index.ts";

const options = [
  "-s TREE --source=TREE",
  "-S --staged",
  "-W --worktree",
  "-p --patch",
  "-q --quiet",
  "--progress",
  "--no-progress",
  "--ours",
  "--theirs",
  "-m --merge",
  "--conflict=STYLE",
  "--ignore-unmerged",
  "--ignore-skip-worktree-bits",
  "--recurse-submodules[=WHEN]",
  "--no-recurse-submodules",
  "--overlay",
  "--no-overlay",
  "--pathspec-from-file=FILE",
  "--pathspec-file-nul",
];

const unmodelled = [
  "patch",
  "ours",
  "theirs",
  "merge",
  "conflict",
  "ignore-unmerged",
  "recurse-submodules",
  "pathspec-from-file",
];

/** Brings files back from the index or a commit. */
export const restore: Subcommand = { options, run: runRestore };

function runRestore(git: GitCall): Outcome {
  const read = git.options(options, unmodelled);
  git.needWorkTree();
  if (read.operands.length === 0) refuse("you must specify path(s) to restore");
  git.needSettledStore();
  const isStaged = read.has("staged");
  const source = read.value("source") ?? (isStaged ? "HEAD" : undefined);
  const tree = source === undefined ? undefined : findTree(git, source);
  if (source !== undefined && tree === undefined) refuse(`could not resolve ${source}`);
  const pathspecs = read.operands.map(({ text }) => text);
  const isOverlay = read.last("overlay", "no-overlay") === "overlay";
  const isInTree = read.has("worktree") || !isStaged;
  if (!isInTree) needKnown(git, pathspecs, tree);
  // The index changes last, and only where it is asked for.
  const isDone = !isInTree || checkoutPaths(git, { pathspecs, tree, isOverlay });
  if (isStaged) takeToIndex(git, tree, pathspecs, isOverlay);
  else writeIndex(git, "same");
  startHooks(git, "post-checkout", indexHook);
  return endedWith(isDone ? 0 : 1);
}

/** Each pathspec has to choose something of the index or the commit. */
function needKnown(git: GitCall, pathspecs: readonly string[], tree: string | undefined): void {
  if (readIndex(git, pathspecs) !== undefined || tree === undefined) return;
  for (const pathspec of pathspecs) {
    if (readIndex(git, [pathspec]) !== undefined) continue;
    if (readStaged(git, tree, [pathspec]).length > 0) continue;
    refuse(`pathspec '${pathspec}' did not match any file(s) known to git`, 1);
  }
}
