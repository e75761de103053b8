import type { Outcome } from "../../domain/program.ts";
import type { OptionsRead } from "../common/options.ts";
import { refuseFilters } from "./add.ts";
import { entriesAfterAdd } from "./added-entries.ts";
import { commitStatus } from "./commit-status.ts";
import type { GitCall } from "./git-call.ts";
import { indexHook, refHook, startHooks } from "./hooks.ts";
import { writeIndex } from "./index-state.ts";
import { disturbNames, replaceFile, writeBranch } from "./inner-files.ts";
import { readIndex, readStaged } from "./raw-entries.ts";
import { findCommit, readHead } from "./revisions.ts";
import { endedWith, type Subcommand } from "./subcommand.ts";
import { readTracked } from "./tracked.ts";

const options = [
  "-q --quiet",
  "-v --verbose",
  "-F FILE --file=FILE",
  "--author=AUTHOR",
  "--date=DATE",
  "-m MESSAGE --message=MESSAGE",
  "-c COMMIT --reedit-message=COMMIT",
  "-C COMMIT --reuse-message=COMMIT",
  "--fixup=COMMIT",
  "--squash=COMMIT",
  "--reset-author",
  "--trailer=TRAILER",
  "-s --signoff",
  "--no-signoff",
  "-t FILE --template=FILE",
  "-e --edit",
  "--no-edit",
  "--cleanup=MODE",
  "--status",
  "--no-status",
  "-S[=KEY] --gpg-sign[=KEY]",
  "--no-gpg-sign",
  "-a --all",
  "-i --include",
  "--interactive",
  "-p --patch",
  "-o --only",
  "-n --no-verify",
  "--verify",
  "--dry-run",
  "--short",
  "--branch",
  "--ahead-behind",
  "--porcelain",
  "--long",
  "-z --null",
  "--amend",
  "--no-post-rewrite",
  "-u[=MODE] --untracked-files[=MODE]",
  "--allow-empty",
  "--allow-empty-message",
  "--pathspec-from-file=FILE",
  "--pathspec-file-nul",
];

/** Stores a commit: only git's own files change, unless a hook does more. */
export const commit: Subcommand = { options, run: runCommit };

function runCommit(git: GitCall): Outcome {
  const read = git.options(options);
  git.needWorkTree();
  if (["dry-run", "short", "porcelain", "long"].some((key) => read.has(key)))
    return endedWith(undefined);
  const status = statusOf(git, read);
  storeIndex(git, read);
  replaceFile(git, `${git.repository.gitDirectory}/COMMIT_EDITMSG`);
  if (status === 1) return endedWith(1);
  refuseFilters(git);
  const early = read.has("no-verify") ? [] : ["pre-commit", "commit-msg"];
  const later = ["prepare-commit-msg", "post-commit", indexHook, refHook];
  const isHooked = startHooks(git, ...early, ...later);
  const branch = git.isStoreSettled ? readHead(git).branch : undefined;
  if (branch === undefined) disturbNames(git);
  else writeBranch(git, branch);
  git.emit("store", "a commit");
  return endedWith(isHooked ? undefined : status);
}

/** With -a what has changed is taken up first. */
function storeIndex(git: GitCall, read: OptionsRead): void {
  const isPlain =
    read.operands.length === 0 && !["patch", "interactive"].some((key) => read.has(key));
  if (!isPlain) writeIndex(git);
  else if (!read.has("all")) writeIndex(git, "same");
  else writeIndex(git, entriesAfterAdd(git, { pathspecs: [], takesNew: false }));
}

/** 1 where there is nothing to commit, 0 where nothing can come between, else not known. */
function statusOf(git: GitCall, read: OptionsRead): number | undefined {
  const isPlain = read.has("message") && read.operands.length === 0;
  const isAsked = ["patch", "interactive", "edit", "include", "amend", "fixup"].some((key) =>
    read.has(key),
  );
  if (!isPlain || isAsked || !git.isStoreSettled) return undefined;
  if (!read.has("allow-empty") && !hasChanges(git, read.has("all"))) return 1;
  return commitStatus(git, read, "nothing");
}

function hasChanges(git: GitCall, takesAll: boolean): boolean {
  const head = findCommit(git, "HEAD");
  const index = readIndex(git) ?? [];
  if (head === undefined ? index.length > 0 : differs(git, head)) return true;
  return takesAll && readTracked(git, index).changed.size > 0;
}

function differs(git: GitCall, head: string): boolean {
  return readStaged(git, head).length > 0;
}
