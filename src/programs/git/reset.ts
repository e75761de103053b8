import type { Argument } from "../../domain/argument.ts";
import type { Outcome } from "../../domain/program.ts";
import { isError } from "../../domain/world.ts";
import type { OptionsRead } from "../common/options.ts";
import type { GitCall } from "./git-call.ts";
import { indexHook, refHook, startHooks } from "./hooks.ts";
import { findIndexState, plainEntry, writeIndex } from "./index-state.ts";
import {
  forgetMerge,
  lockBranch,
  writeBranch,
  writeHead,
  writeOriginalHead,
} from "./inner-files.ts";
import { overwriteTree } from "./overwrite-tree.ts";
import { readIndex, readTree } from "./raw-entries.ts";
import { countAbandoned, findCommit, findTree, type Head, readHead } from "./revisions.ts";
import { cannotTell, refuse } from "./stop.ts";
import { ended, endedWith, type Subcommand } from "./subcommand.ts";
import { takeToIndex } from "./take-to-index.ts";
import { readTracked } from "./tracked.ts";
import { writeEntry } from "./work-tree.ts";

const options = [
  "-q --quiet",
  "--no-refresh",
  "--refresh",
  "--mixed",
  "--soft",
  "--hard",
  "--merge",
  "--keep",
  "-p --patch",
  "-N --intent-to-add",
  "--recurse-submodules[=WHEN]",
  "--no-recurse-submodules",
  "--pathspec-from-file=FILE",
  "--pathspec-file-nul",
];

/** Moves the branch, and with --hard the work tree, to another commit. */
export const reset: Subcommand = { options, run: runReset };

const unmodelled = ["patch", "merge", "keep", "recurse-submodules", "pathspec-from-file"];

function runReset(git: GitCall): Outcome {
  const read = git.options(options, unmodelled);
  const mode = read.last("mixed", "soft", "hard") ?? "mixed";
  if (mode === "hard" && git.settings.isOn("submodule.recurse", false)) {
    cannotTell("git would go on into the submodules");
  }
  if (mode !== "soft") git.needWorkTree();
  if (mode === "hard") loseBlindly(git);
  const { revision, paths } = divide(git, read);
  if (paths.length > 0) return resetPaths(git, mode, revision, paths);
  const head = readHead(git);
  const target = findCommit(git, revision);
  if (target === undefined && (revision !== "HEAD" || head.commit !== undefined)) {
    refuse(`'${revision}' is no commit`);
  }
  if (mode === "hard") {
    const { isDone, index } = overwriteTree(git, target);
    writeIndex(git, index);
    if (!isDone) return endedWith(128);
  } else if (mode === "mixed") {
    writeIndex(git, target === undefined ? [] : readTree(git, target).map(plainEntry));
  }
  move(git, head, target, mode === "hard");
  startHooks(git, ...(mode === "soft" ? [] : [indexHook]), refHook);
  return ended();
}

/**
 * After `git fetch` it is not known which commit is taken, but what was changed and not committed
 * is lost whichever that is.
 */
function loseBlindly(git: GitCall): void {
  if (git.isStoreSettled || findIndexState(git) === undefined) return;
  const index = readIndex(git) ?? [];
  const { changed } = readTracked(git, index);
  for (const entry of index) if (changed.has(entry.name)) writeEntry(git, entry);
}

/** `git reset [REVISION] [--] [PATH…]`. */
function divide(
  git: GitCall,
  read: OptionsRead,
): { readonly revision: string; readonly paths: readonly Argument[] } {
  const [first, ...others] = read.operands;
  if (first === undefined) return { revision: "HEAD", paths: [] };
  git.needSettledStore();
  const dashes = git.words.findIndex(({ text }) => text === "--");
  const isBehind = dashes >= 0 && git.words.indexOf(first) > dashes;
  if (isBehind) return { revision: "HEAD", paths: read.operands };
  const isRevision = findTree(git, first.text) !== undefined;
  if (dashes >= 0 || isRevision) return { revision: first.text, paths: others };
  const isName =
    /[*?[:]/.test(first.text) || !isError(git.call.files.lstat(`${git.directory}/${first.text}`));
  return isName
    ? { revision: "HEAD", paths: read.operands }
    : refuse(`ambiguous argument '${first.text}': unknown revision or path`);
}

function resetPaths(
  git: GitCall,
  mode: string,
  revision: string,
  paths: readonly Argument[],
): Outcome {
  if (mode !== "mixed") refuse(`Cannot do ${mode} reset with paths.`);
  takeToIndex(
    git,
    findCommit(git, revision),
    paths.map(({ text }) => text),
  );
  startHooks(git, indexHook);
  return ended();
}

function move(git: GitCall, head: Head, target: string | undefined, isHard: boolean): void {
  forgetMerge(git);
  if (head.commit === undefined || target === undefined) return;
  writeOriginalHead(git);
  const isElsewhere = head.commit !== target;
  if (head.branch !== undefined && isElsewhere) writeBranch(git, head.branch, target);
  else if (head.branch !== undefined) lockBranch(git, head.branch);
  writeHead(git, head.branch === undefined && isElsewhere ? `${target}\n` : undefined);
  // Otherwise what the commits hold stays in the work tree.
  if (!isElsewhere || !isHard) return;
  const count = countAbandoned(git, head.commit, head.branch, [target]);
  if (count > 0) git.emit("abandon-commits", head.branch ?? "HEAD", undefined, count);
}
