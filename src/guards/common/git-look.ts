import { basename } from "node:path/posix";
import type { Facts, GitState } from "../../domain/facts.ts";
import { isWithin } from "../../domain/view/tree.ts";
import type { Path } from "../../domain/world.ts";

/** What git could do for a path that is lost. */
export type GitHelp =
  /** Ignored by the repository: a tool makes it again. */
  | { readonly kind: "ignored" }
  /** At most so many files at or below are not in git as they are. */
  | { readonly kind: "committed"; readonly uncommitted: number };

/** The first question about a repository starts a git, and each later one reads its answer again. */
const maximumQuestions = 1000;

/** Asks git about paths, each once, and stops asking when there are too many. */
export class GitLook {
  private readonly facts: Facts;
  private readonly known = new Map<Path, GitState | undefined>();

  constructor(facts: Facts) {
    this.facts = facts;
  }

  /** What git could do if the path went; undefined where it cannot help. */
  helpFor(path: Path, directory: Path): GitHelp | undefined {
    const around = this.state(directory);
    // Outside of a repository whatever history there is goes along with the path.
    if (around === undefined) return undefined;
    if (isHistory(path, around.repository)) return undefined;
    if (around.isIgnored) return isPrecious(path) ? undefined : { kind: "ignored" };
    if (around.isCommitted) return { kind: "committed", uncommitted: 0 };
    const state = this.state(path);
    if (state === undefined) return undefined;
    if (isWithin(state.repository, path)) return undefined;
    if (state.isIgnored) return isPrecious(path) ? undefined : { kind: "ignored" };
    return {
      kind: "committed",
      uncommitted: state.isCommitted ? 0 : Math.max(1, state.uncommitted),
    };
  }

  private state(path: Path): GitState | undefined {
    if (this.known.has(path)) return this.known.get(path);
    if (this.known.size >= maximumQuestions) return undefined;
    const state = this.facts.git.state(path);
    this.known.set(path, state);
    return state;
  }
}

/** Whether the path is git's own record, which no git command brings back. */
function isHistory(path: Path, repository: Path): boolean {
  return isWithin(path, `${repository}/.git`) || path === repository;
}

/** Files that people have git ignore because they are private, not because a tool makes them. */
export function isPrecious(path: Path): boolean {
  return /^\.env|secret|credential|\.(key|pem|kdbx|sqlite3?|db)$|local\.[a-z]+$/i.test(
    basename(path),
  );
}
