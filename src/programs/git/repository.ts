import { resolve } from "node:path/posix";
import { isError, type Path } from "../../domain/world.ts";
import type { GitCall } from "./git-call.ts";
import { cannotTell, refuse } from "./stop.ts";

/** Where a repository's parts lie. */
export interface Repository {
  /** The top of the work tree; undefined in a bare repository and inside of `.git`. */
  readonly root: Path | undefined;
  readonly gitDirectory: Path;
  /** The same but in a further work tree, whose branches lie with those of the first. */
  readonly commonDirectory: Path;
}

const question = [
  "rev-parse",
  "--absolute-git-dir",
  "--git-common-dir",
  "--is-bare-repository",
  "--is-inside-work-tree",
  "--show-toplevel",
];

/** What git itself takes for the repository around; ends the command where there is none. */
export function findRepository(git: GitCall): Repository {
  const { files } = git.call;
  const here = files.stat(git.directory);
  if (isError(here)) refuse(`cannot change to '${git.directory}'`);
  const nearest = findGitAbove(git);
  if (here.inode < 0 || (nearest !== undefined && isMadeByLine(git, nearest))) {
    cannotTell("git would work in a directory that only the line makes");
  }
  const { output } = git.ask(question);
  const [gitDirectory, commonDirectory = "", , isInside, root] = output.split("\n");
  if (gitDirectory === undefined || gitDirectory === "") refuse("not a git repository");
  if (isError(files.lstat(gitDirectory))) {
    if (nearest === undefined) refuse("not a git repository");
    cannotTell("an earlier command of the line takes the repository away");
  }
  return {
    root: isInside === "true" ? root : undefined,
    gitDirectory,
    commonDirectory: resolve(git.directory, commonDirectory),
  };
}

/** The nearest `.git` at or above the directory, as the view has it. */
function findGitAbove({ call: { files }, directory }: GitCall): Path | undefined {
  for (let at = directory; ; at = at.slice(0, at.lastIndexOf("/"))) {
    if (!isError(files.lstat(`${at}/.git`))) return `${at}/.git`;
    if (at === "" || at === "/") return undefined;
  }
}

function isMadeByLine({ call: { files } }: GitCall, path: Path): boolean {
  const status = files.lstat(path);
  return !isError(status) && status.inode < 0;
}
