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
  const { files } = git.call;
  const { gitDirectory, commonDirectory } = git.repository;
  const isAsBefore =
    files.isUnchanged(`${gitDirectory}/HEAD`) && files.isUnchanged(`${commonDirectory}/refs`);
  if (!isAsBefore) return findForeseen(git, name);
  return ask(git, name);
}

/** A name after earlier commands of the line have moved branches. */
function findForeseen(git: GitCall, name: string): string | undefined {
  const [, base = "", rest = ""] = /^([^~^:]+)(.*)$/.exec(name) ?? [];
  if (name.includes("@{") || base === "")
    cannotTell("where names led before is not followed within a line");
  const id = readName(git, base);
  return id === undefined ? undefined : ask(git, id + rest);
}

function readName(git: GitCall, name: string): string | undefined {
  const { files } = git.call;
  const { gitDirectory, commonDirectory } = git.repository;
  if (name === "HEAD" || name === "@") {
    const text = files.text(`${gitDirectory}/HEAD`);
    if (text === undefined || isError(text)) cannotTell("where HEAD leads is not known");
    const branch = /^ref: (.*)\n$/.exec(text)?.[1];
    return branch === undefined ? text.trim() : readName(git, branch);
  }
  for (const place of ["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"]) {
    const path = `${commonDirectory}/${place}${name}`;
    const status = files.lstat(path);
    if (files.isUnchanged(path) || isError(status) || status.type === "directory") continue;
    const text = files.text(path);
    if (text === undefined || isError(text)) cannotTell("where a branch leads is not known");
    return text.trim();
  }
  return ask(git, name);
}

function ask(git: GitCall, name: string): string | undefined {
  // Git would take `@{1}^{commit}` for a date where it is nothing else.
  const [, dated, rest] =
    /^(.*@\{[^}]*\})(.+)$/.exec(name) ?? /^(:\/.*)(\^\{\w+\})$/.exec(name) ?? [];
  if (dated !== undefined) {
    const id = ask(git, dated);
    return id === undefined ? undefined : ask(git, `${id}${rest}`);
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
  const others = branch === undefined ? [] : [`--exclude=${branch}`];
  const names = ["--not", ...others, "--branches", "--tags", "--remotes"];
  const question = ["rev-list", "--count", from, ...names, ...to];
  const answer = git.tryAsk(question);
  return answer?.status === 0 ? Number(answer.output.trim()) : 0;
}
