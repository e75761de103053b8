import { chmodSync, lstatSync, mkdirSync } from "node:fs";
import { dirname } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { nodePath } from "../system/node-path.ts";
import { StoreFailure } from "./store-failure.ts";

/**
 * Makes sure that `path` is a directory that nobody but `uid` can look into, and no link to one.
 * Missing parents are made as private.
 */
export function makePrivateDirectory(path: Path, uid: number): void {
  const name = nodePath(path);
  if (lstatSync(name, { throwIfNoEntry: false }) === undefined) {
    mkdirSync(nodePath(dirname(path)), { recursive: true, mode: 0o700 });
    makeOnce(name);
  }
  checkPrivateDirectory(path, uid);
}

/** Throws unless `path` is a real directory of `uid`; takes the rights of others on it away. */
export function checkPrivateDirectory(path: Path, uid: number): void {
  const status = lstatSync(nodePath(path));
  if (!status.isDirectory()) throw new StoreFailure(`${path} is not a directory`);
  if (status.uid !== uid) throw new StoreFailure(`${path} belongs to another user`);
  if ((status.mode & 0o077) === 0) return;
  chmodSync(nodePath(path), 0o700);
  // A file system without permissions (vfat) takes the call and keeps its own mode.
  if ((lstatSync(nodePath(path)).mode & 0o077) !== 0) {
    throw new StoreFailure(`${path} can be read by other users`);
  }
}

/** Whether a directory could be used as a private one without any change to it. */
export function isPrivateDirectory(path: Path, uid: number): boolean {
  const status = lstatSync(nodePath(path), { throwIfNoEntry: false });
  return status?.isDirectory() === true && status.uid === uid && (status.mode & 0o077) === 0;
}

function makeOnce(name: string | Buffer): void {
  try {
    mkdirSync(name, { mode: 0o700 });
  } catch (error) {
    // Another guard may have been first; what it made is checked like anything else.
    if (lstatSync(name, { throwIfNoEntry: false }) === undefined) throw error;
  }
}
