import type { Content } from "../../domain/view/files.ts";
import { isError } from "../../domain/world.ts";
import { readContents } from "./blobs.ts";
import type { GitCall } from "./git-call.ts";
import { type Entry, type IndexEntry, readDifferences } from "./raw-entries.ts";

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
  const stale = new Set(readDifferences(git, ["diff-files"], pathspecs).map(({ name }) => name));
  const changed = stale.size === 0 ? new Set<string>() : readChanged(git, pathspecs);
  if (files.isUnchanged(git.root)) return { stale, changed };
  const touched = index.filter(
    ({ name, stage, mode }) =>
      stage === 0 && mode !== "160000" && !files.isUnchanged(git.pathOf(name)),
  );
  const contents = readContents(git, touched);
  for (const entry of touched) {
    stale.add(entry.name);
    if (isAsStored(git, entry, contents.get(entry.name))) changed.delete(entry.name);
    else changed.add(entry.name);
  }
  return { stale, changed };
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
export function isAsStored(git: GitCall, entry: Entry, stored: Content | undefined): boolean {
  const { files } = git.call;
  const path = git.pathOf(entry.name);
  const status = files.lstat(path);
  if (isError(status) || stored?.kind !== "text") return false;
  if (entry.mode === "120000") return files.readLink(path) === stored.text;
  if (status.type !== "file") return false;
  const isRunnable = (status.mode & 0o100) !== 0;
  const minds = git.settings.isOn("core.filemode", true);
  if (minds && isRunnable !== (entry.mode === "100755")) return false;
  return files.text(path, Number.MAX_SAFE_INTEGER) === stored.text;
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
