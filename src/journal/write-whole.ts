import { closeSync, constants, fsyncSync, openSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { nodePath } from "../system/node-path.ts";

const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;
const chunkLength = 1 << 20;

/**
 * Puts a file in place as a whole. `isDurable`: its bytes are on the disk before its name is, so
 * that after a loss of power there is the old file or the new one.
 */
export function writeWhole(
  directory: Path,
  name: string,
  parts: Iterable<string>,
  isDurable: boolean,
): void {
  const temporary = join(directory, `${name}.new`);
  const file = openSync(nodePath(temporary), flags, 0o600);
  try {
    for (const part of chunks(parts)) writeSync(file, part);
    if (isDurable) fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(nodePath(temporary), nodePath(join(directory, name)));
}

/**
 * Waits until files and the names in directories are on the disk. Called once when all is written:
 * the first fsync(2) does the work of most of the others.
 */
export function syncPaths(paths: readonly Path[]): void {
  for (const path of paths) {
    const file = openSync(nodePath(path), constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
}

function* chunks(parts: Iterable<string>): Iterable<string> {
  let chunk = "";
  for (const part of parts) {
    chunk += part;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = "";
  }
  yield chunk;
}
