import { isError } from "../../domain/world.ts";
import { fingerprint } from "./fingerprint.ts";
import type { GitCall } from "./git-call.ts";
import { findIndexState, plainEntry } from "./index-state.ts";
import { listNewFiles } from "./new-files.ts";
import type { IndexEntry } from "./parse-entries.ts";
import { readIndex } from "./raw-entries.ts";
import { refuse } from "./stop.ts";
import { readTracked } from "./tracked.ts";

export interface Added {
  /** What is chosen; everything where there are none. */
  readonly pathspecs: readonly string[];
  /** Files that git does not know yet are taken up as well. */
  readonly takesNew: boolean;
  /** Even those that it is told to ignore. */
  readonly takesIgnored?: boolean;
  /** What those that git does not know yet are, where that was asked before. */
  readonly fresh?: readonly string[] | undefined;
}

/**
 * The index after files were taken up as they are now. Under which id git stores them is not worked
 * out. Undefined where an earlier command of the line changed what is looked at.
 */
export function entriesAfterAdd(git: GitCall, added: Added): readonly IndexEntry[] | undefined {
  if (findIndexState(git)?.kind !== "disk") return undefined;
  const index = readIndex(git) ?? [];
  const { changed } = readTracked(git, index);
  const chosen = chosenNames(git, added.pathspecs);
  const kept = index.flatMap((entry) => {
    if (!changed.has(entry.name) || chosen?.has(entry.name) === false) return [entry];
    const now = entryOf(git, entry.name);
    return now === undefined ? [] : [now];
  });
  const fresh = added.takesNew ? (added.fresh ?? readNew(git, added)) : [];
  const nested = fresh?.filter((name) => name.endsWith("/")) ?? [];
  refuseEmpty(git, nested);
  if (fresh === undefined || nested.length > 0) return undefined;
  return [...kept, ...fresh.flatMap((name) => entryOf(git, name) ?? [])];
}

/** A repository in this one is taken up by its commit; without any git takes up nothing at all. */
function refuseEmpty(git: GitCall, nested: readonly string[]): void {
  for (const name of nested) {
    const place = git.pathOf(name.slice(0, -1));
    const { status } = git.ask(["rev-parse", "--verify", "--quiet", "HEAD"], place);
    if (status !== 0) refuse(`'${name}' does not have a commit checked out`);
  }
}

/** Undefined where everything is chosen. */
function chosenNames(git: GitCall, pathspecs: readonly string[]): ReadonlySet<string> | undefined {
  if (pathspecs.length === 0) return undefined;
  const found = pathspecs.flatMap((one) => readIndex(git, [one]) ?? []);
  return new Set(found.map(({ name }) => name));
}

/** The files that git does not know yet and would take up; undefined where they cannot be told. */
export function newFilesToAdd(git: GitCall, added: Added): readonly string[] | undefined {
  if (!added.takesNew || findIndexState(git)?.kind !== "disk") return undefined;
  return readNew(git, added);
}

function readNew(git: GitCall, added: Added): readonly string[] | undefined {
  const { files } = git.call;
  const ofDisk = readNewOfDisk(git, added);
  if (files.isUnchanged(git.root)) return ofDisk;
  const made = listNewFiles(git, added.takesIgnored === true);
  if (made === undefined || added.pathspecs.some((one) => /^:|[*?[]/.test(one))) return undefined;
  const places = added.pathspecs.map((one) => git.nameOf(one));
  const isChosen = (name: string): boolean =>
    places.length === 0 ||
    places.some((one) => one === "" || name === one || name.startsWith(`${one}/`));
  const isThere = (name: string): boolean =>
    !isError(files.lstat(git.pathOf(name.replace(/\/$/, ""))));
  return [...new Set([...ofDisk, ...made.filter(isChosen)])].filter(isThere);
}

function readNewOfDisk(git: GitCall, { pathspecs, takesIgnored }: Added): readonly string[] {
  const rules = takesIgnored === true ? [] : ["--exclude-standard"];
  const places = pathspecs.length === 0 ? [":/"] : pathspecs;
  const output = git.askFor(["ls-files", "-o", "-z", "--full-name", ...rules, "--", ...places]);
  return output.split("\0").filter((name) => name !== "");
}

function entryOf(git: GitCall, name: string): IndexEntry | undefined {
  const status = git.call.files.lstat(git.pathOf(name));
  if (isError(status)) return undefined;
  const isRunnable = (status.mode & 0o100) !== 0;
  const mode = status.type === "link" ? "120000" : isRunnable ? "100755" : "100644";
  return plainEntry({ name, mode, id: fingerprint(git, git.pathOf(name)) });
}
