import { closeSync, constants, fsyncSync, openSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { nodePath } from "../system/node-path.ts";

const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;
const chunkLength = 1 << 20;

/** Puts a file in place as a whole, with its bytes on the disk before its name is. */
export function writeDurably(directory: Path, name: string, text: Iterable<string> | string): void {
  const temporary = join(directory, `${name}.new`);
  const file = openSync(nodePath(temporary), flags, 0o600);
  try {
    for (const part of chunks(typeof text === "string" ? [text] : text)) writeSync(file, part);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(nodePath(temporary), nodePath(join(directory, name)));
}

/** Waits until the names in a directory are on the disk. */
export function syncDirectory(directory: Path): void {
  const file = openSync(nodePath(directory), constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
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
