import type { Buffer } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import type { Path } from "../domain/world.ts";
import { nodePath } from "../system/node-path.ts";

const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY;

/** Opens a regular file without following a link; undefined when it is another inode than told. */
export function openNoFollow(path: Path, inode: string): number | undefined {
  const file = openSync(nodePath(path), flags);
  const status = fstatSync(file, { bigint: true });
  if (status.isFile() && String(status.ino) === inode) return file;
  closeSync(file);
  return undefined;
}

/** The bytes of that very inode; undefined when it cannot be read. */
export function readNoFollow(path: Path, inode: string): Buffer | undefined {
  let file: number | undefined;
  try {
    file = openNoFollow(path, inode);
    return file === undefined ? undefined : readFileSync(file);
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
