import type { FileStatus, Path } from "../../domain/world.ts";
import { isError } from "../../domain/world.ts";
import type { OptionsRead } from "../common/options.ts";
import type { GitCall } from "./git-call.ts";
import { readIndexState } from "./index-state.ts";
import { readIndex, readIndexOfDisk } from "./raw-entries.ts";
import { cannotTell } from "./stop.ts";

/** What an earlier command of the line made in the work tree, and `git clean` now finds. */
export function cleanNewFiles(git: GitCall, read: OptionsRead): void {
  if (listRules(git).some((name) => isOtherRule(git, name))) {
    cannotTell("the line changes what git ignores");
  }
  const made = [...listMade(git), ...listForgotten(git)];
  if (made.length === 0) return;
  if (read.operands.length > 0 || read.has("exclude") || git.directory !== git.root) {
    cannotTell("which of the files that the line makes git would remove is not modelled");
  }
  if (made.some(({ name }) => /(^|\/)\.git(\/|$)/.test(name))) {
    cannotTell("the line makes a repository in this one");
  }
  const tracked = new Set((readIndex(git) ?? []).map(({ name }) => name));
  const strange = made.filter(({ name }) => !tracked.has(name));
  const ignored = readIgnored(git, strange);
  for (const one of strange.toReversed()) {
    const isIgnored = isWithinAny(one.name, ignored);
    const isWanted = read.has("x") || (read.has("X") ? isIgnored : !isIgnored);
    if (isWanted && (read.has("d") || !isInStrangeDirectory(one.name, tracked))) drop(git, one);
  }
}

/** Files that the line made and git does not know; undefined where it changed what is ignored. */
export function listNewFiles(git: GitCall, takesIgnored: boolean): readonly string[] | undefined {
  if (listRules(git).some((name) => isOtherRule(git, name))) return undefined;
  const tracked = new Set((readIndex(git) ?? []).map(({ name }) => name));
  const made = listMade(git).filter(({ name }) => !tracked.has(name));
  if (made.some(({ name }) => /(^|\/)\.git(\/|$)/.test(name))) return undefined;
  const ignored = takesIgnored ? new Set<string>() : readIgnored(git, made);
  return made
    .filter(({ name, status }) => status.type !== "directory" && !isWithinAny(name, ignored))
    .map(({ name }) => name);
}

interface Made {
  readonly name: string;
  readonly status: FileStatus;
}

/** Paths of the work tree that were not there before the line, each directory before its entries. */
function listMade(git: GitCall): readonly Made[] {
  const { files } = git.call;
  const made: Made[] = [];
  const shouldEnter = ({ name }: { readonly name: string }): boolean => name !== ".git";
  for (const { path, status } of files.walk(git.root, { shouldEnter })) {
    if (status.inode < 0) made.push({ name: path.slice(git.root.length + 1), status });
  }
  return made;
}

/** Files that an earlier command of the line took out of the index and left where they are. */
function listForgotten(git: GitCall): readonly Made[] {
  const state = readIndexState(git);
  if (state.kind === "disk") return [];
  const known = new Set(state.entries.map(({ name }) => name));
  return readIndexOfDisk(git).flatMap(({ name }) => {
    const status = git.call.files.lstat(git.pathOf(name));
    return known.has(name) || isError(status) || status.inode < 0 ? [] : [{ name, status }];
  });
}

/** Files that say what git ignores, before the line and now. */
function listRules(git: GitCall): readonly string[] {
  const { files } = git.call;
  const isRule = (name: string): boolean => /(^|\/)\.gitignore$/.test(name);
  const found = readIndexOfDisk(git)
    .map(({ name }) => name)
    .filter(isRule);
  for (const { path } of files.walk(git.root)) {
    if (isRule(path)) found.push(path.slice(git.root.length + 1));
  }
  return [".gitignore", ...found];
}

/** Whether it now says something else than before the line. */
function isOtherRule(git: GitCall, name: string): boolean {
  const { files } = git.call;
  const path = git.pathOf(name);
  if (files.isUnchanged(path)) return false;
  const content = files.content(path);
  return isError(content) || content.kind !== "disk" || content.path !== path;
}

function readIgnored(git: GitCall, made: readonly Made[]): ReadonlySet<string> {
  if (made.length === 0) return new Set();
  const names = made.map(({ name, status }) => name + (status.type === "directory" ? "/" : ""));
  const input = names.map((name) => `${name}\0`).join("");
  const { output } = git.ask(["check-ignore", "-z", "--stdin"], git.root, input);
  return new Set(output.split("\0").map((name) => name.replace(/\/$/, "")));
}

function isWithinAny(name: string, directories: ReadonlySet<string>): boolean {
  for (let at = name; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) {
    if (directories.has(at)) return true;
  }
  return false;
}

/** Whether it lies in, or is, a directory in which nothing is tracked: those go with -d only. */
function isInStrangeDirectory(name: string, tracked: ReadonlySet<string>): boolean {
  const end = name.lastIndexOf("/");
  if (end < 0) return false;
  const directory = name.slice(0, end + 1);
  return ![...tracked].some((one) => one.startsWith(directory));
}

/** Entries come before their directories, which go if nothing is left in them. */
function drop(git: GitCall, { name, status }: Made): void {
  const { files } = git.call;
  const path: Path = git.pathOf(name);
  if (isError(files.lstat(path))) return;
  if (status.type === "directory") files.removeDirectory(path);
  else files.unlink(path);
}
