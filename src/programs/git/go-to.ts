import type { Argument } from "../../domain/argument.ts";
import type { Outcome } from "../../domain/program.ts";
import { isError } from "../../domain/world.ts";
import type { GitCall } from "./git-call.ts";
import { indexHook, refHook, startHooks } from "./hooks.ts";
import { writeIndex } from "./index-state.ts";
import { forgetMerge, takeLock, writeBranch, writeHead } from "./inner-files.ts";
import { overwriteTree } from "./overwrite-tree.ts";
import { countAbandoned, findCommit, hasBranch, readHead } from "./revisions.ts";
import { cannotTell, refuse } from "./stop.ts";
import { ended } from "./subcommand.ts";
import { switchTree } from "./switch-tree.ts";

/** What `git checkout` and `git switch` go to. */
export interface Destination {
  /** The branch or commit named; the present one where there is none. */
  readonly start: Argument | undefined;
  /** A branch made, or made anew, on the way. */
  readonly create: { readonly name: string; readonly isForced: boolean } | undefined;
  /** Local changes are thrown away. */
  readonly isForced: boolean;
  readonly isDetached: boolean;
  readonly isQuiet?: boolean;
}

/** Goes to a branch or commit, as far as local changes let it. */
export function goTo(git: GitCall, destination: Destination): Outcome {
  const { start, create, isForced } = destination;
  const head = readHead(git);
  takeLock(git);
  const name = start?.text ?? "HEAD";
  const commit = findCommit(git, name);
  if (commit === undefined && (start !== undefined || head.commit !== undefined)) {
    refuse(`invalid reference: ${name}`);
  }
  refuseTaken(git, destination);
  if (git.settings.isOn("submodule.recurse", false)) {
    cannotTell("git would go on into the submodules");
  }
  if (isForced) writeIndex(git, overwriteTree(git, commit).index);
  else if (commit !== undefined) switchTree(git, head.commit, commit);
  if (create !== undefined && commit !== undefined) nameAnew(git, create.name, commit);
  leave(git, destination, commit, head);
  return ended();
}

function refuseTaken(git: GitCall, { create, start, isDetached }: Destination): void {
  if (create !== undefined && !create.isForced && hasBranch(git, create.name)) {
    refuse(`a branch named '${create.name}' already exists`);
  }
  const branch = create?.name ?? (isDetached ? undefined : start?.text);
  const others = `${git.repository.commonDirectory}/worktrees`;
  if (branch !== undefined && !isError(git.call.files.lstat(others))) {
    const { output } = git.ask(["worktree", "list", "--porcelain"]);
    const own = `worktree ${git.root}\n`;
    const isElsewhere = output
      .split("\n\n")
      .some(
        (one) => !one.startsWith(own) && one.split("\n").includes(`branch refs/heads/${branch}`),
      );
    if (isElsewhere) refuse(`'${branch}' is already checked out elsewhere`);
  }
}

/** A branch that is made anew may leave commits behind. */
function nameAnew(git: GitCall, name: string, commit: string): void {
  const before = findCommit(git, `refs/heads/${name}`);
  const count = before === undefined ? 0 : countAbandoned(git, before, name, [commit]);
  if (count > 0) git.emit("abandon-commits", name, undefined, count);
  writeBranch(git, name, commit);
  // The branch it follows is noted in the configuration.
  if (before === undefined) git.emit("store", name);
}

function leave(
  git: GitCall,
  { start, create, isDetached }: Destination,
  commit: string | undefined,
  head: ReturnType<typeof readHead>,
): void {
  const branch = create?.name ?? (isDetached ? undefined : branchNamed(git, start));
  const isMoved = start !== undefined || create !== undefined;
  if (isMoved) writeHead(git, branch === undefined ? `${commit}\n` : `ref: refs/heads/${branch}\n`);
  forgetMerge(git);
  const isLeaving = head.branch === undefined && isMoved && head.commit !== undefined;
  if (isLeaving && commit !== undefined) {
    const count = countAbandoned(git, head.commit ?? "", undefined, [commit]);
    if (count > 0 && branch !== undefined) git.emit("abandon-commits", "HEAD", undefined, count);
  }
  startHooks(git, "post-checkout", indexHook, refHook);
}

function branchNamed(git: GitCall, start: Argument | undefined): string | undefined {
  if (start === undefined) return undefined;
  if (start.text !== "-") return hasBranch(git, start.text) ? start.text : undefined;
  const { status, output } = git.ask(["rev-parse", "--abbrev-ref", "@{-1}"]);
  return status === 0 && hasBranch(git, output.trim()) ? output.trim() : undefined;
}
