import { describeError } from "../../domain/error-text.ts";
import type { Files } from "../../domain/view/files.ts";
import { type ErrorCode, isError } from "../../domain/world.ts";

export interface DirectoryRules {
  /** Also makes what is missing above, and takes one that is there for done. */
  readonly isParents: boolean;
  /** The mode asked for and the bits it speaks of; else what the umask leaves of 0777. */
  readonly access: { readonly mode: number; readonly decided: number } | undefined;
  readonly umask: number;
  /** Exact mode of missing directories above the last; else what the umask leaves of 0777. */
  readonly parentMode?: number;
  announce(path: string): void;
}

/** Makes a directory as mkdir and install do. The error names the directory that failed. */
export function makeDirectories(
  files: Files,
  path: string,
  rules: DirectoryRules,
): { readonly path: string; readonly message: string; readonly code: ErrorCode } | undefined {
  if (rules.isParents) {
    const failure = makeParents(files, path, rules);
    if (failure !== undefined) return failure;
    if (isDirectory(files, path)) return undefined;
  }
  const error = files.makeDirectory(path, 0o777);
  if (error !== undefined) return { path, message: describeError(error), code: error };
  rules.announce(path);
  if (rules.access !== undefined) setMode(files, path, rules.access);
  return undefined;
}

function makeParents(
  files: Files,
  path: string,
  rules: DirectoryRules,
): ReturnType<typeof makeDirectories> {
  for (const parent of parentsOf(path)) {
    if (isDirectory(files, parent)) continue;
    const error = files.makeDirectory(parent, 0o777);
    if (error !== undefined)
      return {
        path: parent,
        message: describeError(
          isLink(files, parent) ? error : error === "EEXIST" ? "ENOTDIR" : error,
        ),
        code: error,
      };
    rules.announce(parent);
    if (rules.parentMode !== undefined) files.setAccess(parent, { mode: rules.parentMode });
    else if ((rules.umask & 0o300) !== 0) addOwnerBits(files, parent);
  }
  return undefined;
}

/** `a/b/c` gives `a` and `a/b`, as typed. */
export function parentsOf(path: string): readonly string[] {
  const parents: string[] = [];
  for (const match of path.matchAll(/\/+(?=[^/])/g)) {
    if (match.index > 0) parents.push(path.slice(0, match.index));
  }
  return parents;
}

/** Whatever the umask, the one who makes a directory can go on below it. */
function addOwnerBits(files: Files, path: string): void {
  const status = files.stat(path);
  if (!isError(status)) files.setAccess(path, { mode: status.mode | 0o300 });
}

function setMode(
  files: Files,
  path: string,
  access: { readonly mode: number; readonly decided: number },
): void {
  const status = files.stat(path);
  if (isError(status)) return;
  // What the mode does not speak of (an inherited set-group-id bit) stays.
  const inherited = status.mode & 0o6000 & ~access.decided;
  files.setAccess(path, { mode: access.mode | inherited });
}

function isLink(files: Files, path: string): boolean {
  const status = files.lstat(path);
  return !isError(status) && status.type === "link";
}

function isDirectory(files: Files, path: string): boolean {
  const status = files.stat(path);
  return !isError(status) && status.type === "directory";
}
