import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import type { Path } from "../../domain/world.ts";
import { nodePath } from "../node-path.ts";
import { type ByteSource, DamagedIndex } from "./index-reader.ts";

/** An index file that only `uid` can have written, kept open; undefined where there is none. */
export function openIndexFile(path: Path, uid: number): ByteSource | undefined {
  let file: number;
  try {
    file = openSync(
      nodePath(path),
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    );
  } catch {
    return undefined;
  }
  const stats = fstatSync(file);
  if (!stats.isFile() || stats.uid !== uid || (stats.mode & 0o022) !== 0) {
    closeSync(file);
    return undefined;
  }
  return { length: stats.size, read: (place, length) => readExactly(file, place, length) };
}

function readExactly(file: number, place: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  if (readSync(file, bytes, 0, length, place) !== length) throw new DamagedIndex();
  return bytes;
}

/** The bytes just made, for use without a file. */
export function bytesSource(bytes: Buffer): ByteSource {
  return {
    length: bytes.length,
    read: (place, length) => {
      if (place + length > bytes.length) throw new DamagedIndex();
      return bytes.subarray(place, place + length);
    },
  };
}

/** Writes the index so that nobody ever sees half of it. A failure costs only time later on. */
export function writeIndexFile(path: Path, bytes: Buffer): void {
  const temporary = `${path}.${process.pid}.new`;
  try {
    rmSync(nodePath(temporary), { force: true });
    const file = openSync(nodePath(temporary), "wx", 0o600);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    } finally {
      closeSync(file);
    }
    renameSync(nodePath(temporary), nodePath(path));
  } catch {
    rmSync(nodePath(temporary), { force: true });
  }
}
