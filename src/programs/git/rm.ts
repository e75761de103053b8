import type { Outcome } from "../../domain/program.ts";
import { isError } from "../../domain/world.ts";
import type { OptionsRead } from "../common/options.ts";
import type { GitCall } from "./git-call.ts";
import { indexHook, startHooks } from "./hooks.ts";
import { writeIndex } from "./index-state.ts";
import { takeLock } from "./inner-files.ts";
import type { IndexEntry } from "./parse-entries.ts";
import { readIndex, readStaged } from "./raw-entries.ts";
import { findCommit } from "./revisions.ts";
import { cannotTell, refuse } from "./stop.ts";
import { ended, type Subcommand } from "./subcommand.ts";
import { readTracked } from "./tracked.ts";
import { removeEntry } from "./work-tree.ts";

const options = [
  "-n --dry-run",
  "-q --quiet",
  "--cached",
  "-f --force",
  "-r",
  "--ignore-unmatch",
  "--sparse",
  "--pathspec-from-file=FILE",
  "--pathspec-file-nul",
];

/** Removes files from the work tree and from the next commit. */
export const rm: Subcommand = { options, run: runRm };

function runRm(git: GitCall): Outcome {
  const read = git.options(options);
  git.needWorkTree();
  git.needSettledStore();
  takeLock(git);
  if (read.has("pathspec-from-file")) cannotTell("names that come from a file are not modelled");
  if (read.operands.length === 0) refuse("No pathspec was given. Which files should I remove?");
  const chosen = choose(git, read);
  if (chosen.length === 0) return ended();
  if (chosen.some(({ mode }) => mode === "160000")) cannotTell("a submodule would be removed");
  if (!read.has("force") && hasOwnChanges(git, chosen, read.has("cached"))) {
    refuse("a file has changes that would be lost", 1);
  }
  if (read.has("dry-run")) return ended();
  const names = [...new Set(chosen.map(({ name }) => name))];
  if (!read.has("cached")) for (const [at, name] of names.entries()) remove(git, name, at === 0);
  const gone = new Set(names);
  writeIndex(
    git,
    (readIndex(git) ?? []).filter(({ name }) => !gone.has(name)),
  );
  startHooks(git, indexHook);
  return ended();
}

/** What git stops at if it is the first; with later ones some of the work is done already. */
function remove(git: GitCall, name: string, isFirst: boolean): void {
  if (removeEntry(git, name)) return;
  if (isFirst) refuse(`git rm: '${name}'`);
}

function choose(git: GitCall, read: OptionsRead): readonly IndexEntry[] {
  const found: IndexEntry[] = [];
  for (const operand of read.operands) {
    const entries = readIndex(git, [operand.text]);
    if (entries === undefined && !read.has("ignore-unmatch")) {
      refuse(`pathspec '${operand.text}' did not match any files`);
    }
    if (!read.has("r") && isDirectory(git, operand.text, entries ?? [])) {
      refuse(`not removing '${operand.text}' recursively without -r`);
    }
    found.push(...(entries ?? []));
  }
  return found;
}

/** Whether a pathspec chooses files by naming a directory above them. */
function isDirectory(git: GitCall, text: string, entries: readonly IndexEntry[]): boolean {
  if (entries.length === 0) return false;
  if (text.startsWith(":")) {
    return cannotTell("whether the pathspec means a whole directory is not modelled");
  }
  const name = git.nameOf(text);
  if (name === undefined) return false;
  return name === "" || entries.some((entry) => entry.name.startsWith(`${name}/`));
}

/** Whether something would go that neither the last commit nor the index has. */
function hasOwnChanges(git: GitCall, chosen: readonly IndexEntry[], isCached: boolean): boolean {
  const index = chosen.filter(({ stage }) => stage === 0);
  const commit = findCommit(git, "HEAD");
  const staged = new Set(
    commit === undefined
      ? index.map(({ name }) => name)
      : readStaged(git, commit).map(({ name }) => name),
  );
  const { changed } = readTracked(git, index);
  return index.some(({ name }) => {
    if (isError(git.call.files.lstat(git.pathOf(name)))) return false;
    const isChanged = changed.has(name);
    return isCached ? staged.has(name) && isChanged : staged.has(name) || isChanged;
  });
}
