import { chmodSync, lstatSync, mkdirSync } from "node:fs";
import { dirname } from "node:path/posix";
import type { Identity } from "../domain/identity.ts";
import type { Path } from "../domain/world.ts";
import { othersMayWrite } from "./directories.ts";
import { nodePath } from "./node-path.ts";

/**
 * Makes a directory that only `uid` may enter, or finds it there; undefined where that cannot be:
 * it belongs to somebody else, is a link, or cannot be made. What others may do is taken away.
 */
export function makePrivateDirectory(path: Path, uid: number): Path | undefined {
  try {
    return ensurePrivate(path, uid) === undefined ? path : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The same, with what is wrong told, as words after its name; undefined when all is well. Missing
 * parents are made as private. Throws what node:fs throws.
 */
export function ensurePrivate(path: Path, uid: number): string | undefined {
  const name = nodePath(path);
  if (lstatSync(name, { throwIfNoEntry: false }) === undefined) {
    mkdirSync(nodePath(dirname(path)), { recursive: true, mode: 0o700 });
    makeOnce(name);
  }
  return tightenPrivate(path, uid);
}

/** What is wrong with a directory that is there; takes the rights of others on it away. */
export function tightenPrivate(path: Path, uid: number): string | undefined {
  const status = lstatSync(nodePath(path));
  if (!status.isDirectory()) return "is not a directory";
  if (status.uid !== uid) return "belongs to another user";
  if (!isSafeParent(dirname(path), uid)) return "could be exchanged by another user";
  if ((status.mode & 0o077) === 0) return undefined;
  chmodSync(nodePath(path), 0o700);
  // A file system without permissions (vfat) takes the call and keeps its own mode.
  const isClosed = (lstatSync(nodePath(path)).mode & 0o077) === 0;
  return isClosed ? undefined : "can be read by other users";
}

/** Whether a directory could be used as a private one without any change to it. */
export function isPrivateDirectory(path: Path, uid: number): boolean {
  const status = lstatSync(nodePath(path), { throwIfNoEntry: false });
  return status?.isDirectory() === true && status.uid === uid && (status.mode & 0o077) === 0;
}

/**
 * Whether nobody else can put another directory in the place of this one, of any above it or of
 * what is made in it: all belong to root or to the caller, and who else may write there may rename
 * only what is their own.
 */
export function isSafeWay(path: Path, identity: Identity): boolean {
  for (let at = path; ; at = dirname(at)) {
    const status = lstatSync(nodePath(at), { throwIfNoEntry: false });
    if (status?.isDirectory() !== true) return false;
    const isOwn = status.uid === identity.uid;
    if (!isOwn && status.uid !== 0) return false;
    // A group that a user has in common with others counts as others, their own does not.
    const isOwnGroup = isOwn && status.gid === identity.gid;
    const others = isOwnGroup ? othersMayWrite(identity.uid) : 0o022;
    if ((status.mode & others) !== 0 && (status.mode & 0o1000) === 0) return false;
    if (at === "/") return true;
  }
}

/** Whether nobody else can put another directory in the place of one in it. */
function isSafeParent(path: Path, uid: number): boolean {
  const stats = lstatSync(nodePath(path));
  // A user may have put a link to another disk there; for root only root may have.
  const isTrusted = stats.uid === uid || stats.uid === 0;
  if (stats.isSymbolicLink()) return isTrusted;
  return isTrusted && ((stats.mode & othersMayWrite(uid)) === 0 || (stats.mode & 0o1000) !== 0);
}

function makeOnce(name: string | Buffer): void {
  try {
    mkdirSync(name, { mode: 0o700 });
  } catch (error) {
    // Another guard may have been first; what it made is checked like anything else.
    if (lstatSync(name, { throwIfNoEntry: false }) === undefined) throw error;
  }
}
