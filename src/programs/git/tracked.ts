import type { Content } from "../../domain/view/files.ts";
import { isError } from "../../domain/world.ts";
import { readContents } from "./blobs.ts";
import { fingerprint } from "./fingerprint.ts";
import type { GitCall } from "./git-call.ts";
import { readIndexState } from "./index-state.ts";
import { type Entry, type IndexEntry, isUnknownId } from "./parse-entries.ts";
import { readDifferences, readIndexOfDisk } from "./raw-entries.ts";
import { cannotTell } from "./stop.ts";

/** How the tracked files of the work tree stand to the index. */
export interface Tracked {
  /** Files that git would write anew: what it noted of them (time, inode …) is not so any more. */
  readonly stale: ReadonlySet<string>;
  /** Those of them that really hold something else, or are gone. */
  readonly changed: ReadonlySet<string>;
}

/** Looks at the work tree as earlier commands of the line leave it. */
export function readTracked(
  git: GitCall,
  index: readonly IndexEntry[],
  pathspecs: readonly string[] = [],
): Tracked {
  const { files } = git.call;
  const isOfDisk = readIndexState(git).kind === "disk";
  const chosen = isOfDisk ? pathspecs : [];
  const stale = new Set(readDifferences(git, ["diff-files"], chosen).map(({ name }) => name));
  const changed = stale.size === 0 ? new Set<string>() : readChanged(git, chosen);
  if (isOfDisk && files.isUnchanged(git.root)) return { stale, changed };
  const known = isOfDisk ? index : readIndexOfDisk(git);
  const before = new Map(known.map((entry) => [entry.name, entry]));
  dropTakenUp(git, index, { stale, changed });
  const touched = index.filter((entry) => isTouched(git, entry, before.get(entry.name), changed));
  const contents = readContents(git, touched);
  for (const entry of touched) {
    stale.add(entry.name);
    if (isAsStored(git, entry, contents.get(entry.name))) changed.delete(entry.name);
    else changed.add(entry.name);
  }
  return { stale, changed };
}

/** What `git add` of this line has taken up is as in the index, if nobody has changed it since. */
function dropTakenUp(
  git: GitCall,
  index: readonly IndexEntry[],
  { stale, changed }: { readonly stale: Set<string>; readonly changed: Set<string> },
): void {
  for (const { name, id } of index) {
    if (!isUnknownId(id)) continue;
    stale.delete(name);
    changed.delete(name);
    if (fingerprint(git, git.pathOf(name)) === id) continue;
    stale.add(name);
    changed.add(name);
  }
}

/** Whether what git says of the file on the disk may no longer hold. */
function isTouched(
  git: GitCall,
  { name, stage, mode, id }: IndexEntry,
  before: IndexEntry | undefined,
  changed: ReadonlySet<string>,
): boolean {
  if (stage > 0 || mode === "160000" || isUnknownId(id)) return false;
  if (before?.id !== id || before.mode !== mode) return true;
  const { files } = git.call;
  const path = git.pathOf(name);
  const status = files.lstat(path);
  if (isError(status)) return !changed.has(name);
  if (files.isUnchanged(path)) return false;
  // A file that was written anew with its own bytes.
  const content = files.content(path);
  if (isError(content) || changed.has(name)) return true;
  const isRunnable = (status.mode & 0o100) !== 0;
  const isItself = content.kind === "disk" && content.path === path;
  return !isItself || isRunnable !== (mode === "100755");
}

/** Files whose bytes, type or right to be run are others than those of the index. */
function readChanged(git: GitCall, pathspecs: readonly string[]): Set<string> {
  const args = ["status", "--porcelain=v2", "-z", "--untracked-files=no", "--no-renames"];
  const output = git.askFor([...args, "--ignore-submodules=all", "--", ...pathspecs]);
  const names = new Set<string>();
  for (const line of output.split("\0")) {
    const [, ordinary] = /^1 .[MTD] \S+ \S+ \S+ \S+ \S+ \S+ (.*)$/s.exec(line) ?? [];
    const [, unmerged] = /^u .. \S+ \S+ \S+ \S+ \S+ \S+ \S+ \S+ (.*)$/s.exec(line) ?? [];
    const name = ordinary ?? unmerged;
    if (name !== undefined) names.add(name);
  }
  return names;
}

/** Whether the view's file is what git has stored. */
function isAsStored(git: GitCall, entry: Entry, stored: Content | undefined): boolean {
  const { files } = git.call;
  const path = git.pathOf(entry.name);
  const status = files.lstat(path);
  if (isError(status)) return false;
  if (stored?.kind !== "text") return cannotTell("the line changes more files than are looked up");
  if (entry.mode === "120000") return files.readLink(path) === stored.text;
  if (status.type !== "file") return false;
  const isRunnable = (status.mode & 0o100) !== 0;
  const minds = git.settings.isOn("core.filemode", true);
  if (minds && isRunnable !== (entry.mode === "100755")) return false;
  const text = files.text(path, Number.MAX_SAFE_INTEGER);
  return text === undefined ? cannotTell("what is in a file is not known") : text === stored.text;
}

/**
 * What is written for entries: of those that are only stale it is what is there already. `other`
 * names those that come from elsewhere than the index.
 */
export function readWritten(
  git: GitCall,
  written: readonly Entry[],
  { changed }: Tracked,
  other: ReadonlySet<string>,
): ReadonlyMap<string, Content> {
  const { files } = git.call;
  const isThere = ({ name, mode }: Entry): boolean =>
    mode !== "120000" && !changed.has(name) && !other.has(name);
  const contents = new Map(
    readContents(
      git,
      written.filter((entry) => !isThere(entry)),
    ),
  );
  for (const entry of written.filter(isThere)) {
    const content = files.content(git.pathOf(entry.name));
    if (!isError(content)) contents.set(entry.name, content);
  }
  return contents;
}
