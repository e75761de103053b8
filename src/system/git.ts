import { lstatSync } from "node:fs";
import { dirname } from "node:path/posix";
import type { GitFacts, GitState } from "../domain/facts.ts";
import type { Path } from "../domain/world.ts";
import { canonicalPath } from "./canonical-path.ts";
import {
  type Hidden,
  readHidden,
  readStatus,
  readUnpushed,
  type StatusEntry,
} from "./git-queries.ts";
import { remember } from "./lazily.ts";
import { nodePath } from "./node-path.ts";
import { makeProgramFinder } from "./trusted-program.ts";

/** As many changed files as are counted. */
const mostCounted = 1000;

/** Repositories too large to be looked at as a whole are asked about this many paths. */
const mostSinglePaths = 4;

/**
 * What git says of paths. No process is started outside of repositories; inside, one for a whole
 * repository, which answers every later question about it.
 */
export function makeGitFacts(find = makeProgramFinder()): GitFacts {
  const wholeStatus = remember((root: Path) => askStatus(root));
  const hidden = remember((root: Path) => {
    const git = find("git");
    return git === undefined ? undefined : readHidden(git, root);
  });
  let singlePaths = 0;
  const singleStatus = remember((path: Path) => {
    singlePaths += 1;
    const root = repositoryOf(path);
    return root === undefined || singlePaths > mostSinglePaths
      ? undefined
      : askStatus(root, relative(root, path));
  });

  function askStatus(root: Path, below?: string): readonly StatusEntry[] | undefined {
    const git = find("git");
    return git === undefined ? undefined : readStatus(git, root, below);
  }

  return {
    state: (given) => {
      const path = canonicalPath(given);
      const root = repositoryOf(path);
      if (root === undefined) return undefined;
      const name = relative(root, path);
      if (name === ".git" || name.startsWith(".git/")) return inside(root);
      const entries = wholeStatus(root) ?? singleStatus(path);
      return entries && stateOf(root, name, entries, () => hidden(root));
    },
    onlyHere: (given) => {
      const root = canonicalPath(given);
      if (!exists(`${root}/.git`)) return undefined;
      const program = find("git");
      if (program === undefined) return undefined;
      const changed = wholeStatus(root)?.filter(({ isIgnored }) => !isIgnored);
      const unpushed = readUnpushed(program, root);
      if (changed === undefined || unpushed === undefined) return undefined;
      return { uncommitted: Math.min(changed.length, mostCounted), unpushed };
    },
  };
}

/** Git's own files: nothing brings them back. */
function inside(repository: Path): GitState {
  return { repository, isIgnored: false, isCommitted: false, uncommitted: 0 };
}

/** The nearest directory at or above the path with a `.git` in it. */
function repositoryOf(path: Path): Path | undefined {
  for (let at = isDirectory(path) ? path : dirname(path); ; at = dirname(at)) {
    if (exists(`${at === "/" ? "" : at}/.git`)) return at;
    if (at === "/") return undefined;
  }
}

/** The path from the repository's root, empty for the root itself. */
function relative(root: Path, path: Path): string {
  return path === root ? "" : path.slice(root === "/" ? 1 : root.length + 1);
}

function stateOf(
  repository: Path,
  name: string,
  entries: readonly StatusEntry[],
  hidden: () => Hidden | undefined,
): GitState {
  const ignored = entries.filter(({ isIgnored }) => isIgnored);
  const isIgnored = ignored.some((entry) => name !== "" && isWithin(name, entry.name));
  const changed = entries.filter((entry) => !entry.isIgnored && meets(entry.name, name));
  const isClean =
    !isIgnored && changed.length === 0 && !ignored.some((entry) => meets(entry.name, name));
  return {
    repository,
    isIgnored,
    // The root holds git's own store: without it nothing can be brought back.
    isCommitted: isClean && name !== "" && holdsOnlyKnown(repository, name, hidden()),
    uncommitted: Math.min(changed.length, mostCounted),
  };
}

/**
 * Whether nothing below escapes `git status`: files marked as unchanged whatever they hold, and
 * submodules, which are repositories of their own.
 */
function holdsOnlyKnown(repository: Path, name: string, hidden: Hidden | undefined): boolean {
  if (hidden === undefined || !exists(`${repository}/${name}`)) return false;
  return !hidden.some((one) => {
    const isAbsent = one.isSkipped && !exists(`${repository}/${one.name}`);
    return !isAbsent && meets(one.name, name);
  });
}

/** Whether one of the two lies at or below the other. */
function meets(entry: string, name: string): boolean {
  return name === "" || isWithin(entry, name) || isWithin(name, entry);
}

/** Whether `name` is `directory` or lies below; directories of git's end in a slash. */
function isWithin(name: string, directory: string): boolean {
  const plain = directory.endsWith("/") ? directory.slice(0, -1) : directory;
  return name === plain || name.startsWith(`${plain}/`);
}

function exists(path: Path): boolean {
  return statusOf(path) !== undefined;
}

function isDirectory(path: Path): boolean {
  return statusOf(path)?.isDirectory() === true;
}

function statusOf(path: Path) {
  try {
    return lstatSync(nodePath(path), { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
