import { isError } from "../../domain/world.ts";
import type { GitCall } from "./git-call.ts";
import { cannotTell } from "./stop.ts";

/** Where HEAD leads: to a branch, or to a commit itself. */
export interface Head {
  readonly branch: string | undefined;
  /** Undefined on a branch that has no commit yet. */
  readonly commit: string | undefined;
}

/** Reads HEAD as earlier commands of the line leave it. */
export function readHead(git: GitCall): Head {
  git.needSettledStore();
  const text = git.call.files.text(`${git.repository.gitDirectory}/HEAD`);
  if (text === undefined || isError(text)) cannotTell("where HEAD leads could not be read");
  const branch = /^ref: refs\/heads\/(.*)\n?$/.exec(text)?.[1];
  return { branch, commit: findCommit(git, "HEAD") };
}

/** The commit that a name leads to. */
export function findCommit(git: GitCall, name: string): string | undefined {
  return find(git, `${name === "-" ? "@{-1}" : name}^{commit}`);
}

/** The tree or commit that files are taken from by this name. */
export function findTree(git: GitCall, name: string): string | undefined {
  return find(git, `${name}^{tree}`);
}

export function hasBranch(git: GitCall, name: string): boolean {
  return find(git, `refs/heads/${name}`) !== undefined;
}

function find(git: GitCall, name: string): string | undefined {
  if (name.startsWith("-")) return undefined;
  // Git would take `@{1}^{commit}` for a date where it is nothing else.
  const [, dated, rest] = /^(.*@\{[^}]*\})(.+)$/.exec(name) ?? [];
  if (dated !== undefined) {
    const id = find(git, dated);
    return id === undefined ? undefined : find(git, `${id}${rest}`);
  }
  const { status, output } = git.ask(["rev-parse", "--verify", "--quiet", name]);
  return status === 0 ? output.trim() : undefined;
}

/** Commits that nothing leads to once what leads to `from` now leads to `to`. */
export function countAbandoned(
  git: GitCall,
  from: string,
  branch: string | undefined,
  to: readonly string[],
): number {
  const others = branch === undefined ? [] : [`--exclude=refs/heads/${branch}`];
  const names = ["--not", ...others, "--branches", "--tags", "--remotes"];
  const question = ["rev-list", "--count", from, ...names, ...to.map((one) => one)];
  const answer = git.tryAsk(question);
  return answer?.status === 0 ? Number(answer.output.trim()) : 0;
}
