import type { Content, Files } from "../../../domain/view/files.ts";
import { type ErrorCode, isError } from "../../../domain/world.ts";
import { directoryName } from "../paths.ts";
import type { Member } from "./archive.ts";

/** What is put in a place: a member of an archive, or a file that is copied. */
export interface Stored extends Omit<Member, "name" | "text" | "links"> {
  readonly content: Content;
  /** Where a link leads. */
  readonly target: string;
}

export interface StoreRules {
  readonly makesDirectories: boolean;
  readonly isUnconditional: boolean;
  readonly keepsTimes: boolean;
  /** Owners are given on: for root alone. */
  readonly keepsOwners: boolean;
}

/** Puts it there as cpio does. `skipped`: what lies there is no older. */
export function store(
  files: Files,
  path: string,
  stored: Stored,
  rules: StoreRules,
): ErrorCode | "skipped" | undefined {
  const old = files.lstat(path);
  const isThere = !isError(old);
  const isMerged = isThere && old.type === "directory" && stored.type === "directory";
  if (isThere && !isMerged) {
    const isNewer = old.modified >= stored.modified;
    if (!rules.isUnconditional && isNewer && old.type !== "directory") return "skipped";
    const gone = old.type === "directory" ? files.removeDirectory(path) : files.unlink(path);
    // It complains and goes on, with status 0 in the end.
    if (gone !== undefined) return "skipped";
  }
  let error = isMerged ? undefined : make(files, path, stored);
  if (error === "ENOENT" && rules.makesDirectories) {
    makeParents(files, directoryName(path));
    error = make(files, path, stored);
  }
  if (error !== undefined) return error;
  const owner = rules.keepsOwners ? { uid: stored.uid, gid: stored.gid } : {};
  const mode = stored.type === "link" ? {} : { mode: stored.mode };
  files.setAccess(path, { ...owner, ...mode });
  if (rules.keepsTimes) files.setModified(path, stored.modified, { follow: false });
  return undefined;
}

function make(files: Files, path: string, stored: Stored): ErrorCode | undefined {
  switch (stored.type) {
    case "directory":
      return files.makeDirectory(path, stored.mode);
    case "link":
      return files.symbolicLink(stored.target, path);
    case "file":
      return files.write(path, stored.content, { mode: 0o600 });
    default:
      return files.makeNode(path, stored.type, stored.mode, stored.deviceNumber);
  }
}

function makeParents(files: Files, path: string): void {
  if (!isError(files.stat(path)) || path === "." || path === "/") return;
  makeParents(files, directoryName(path));
  files.makeDirectory(path);
}
