import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import type { Path } from "../../domain/world.ts";
import { nodePath } from "../node-path.ts";
import { type ByteSource, DamagedIndex } from "./index-reader.ts";

/** Files that are open, by path: a program that stays looks at many lines with one descriptor. */
const openFiles = new Map<Path, OpenIndexFile>();

interface OpenIndexFile extends ByteSource {
  readonly descriptor: number;
  /** Changes when another file takes the name. */
  readonly stamp: string;
}

/** An index file that only `uid` can have written, kept open; undefined where there is none. */
export function openIndexFile(path: Path, uid: number): ByteSource | undefined {
  const before = openFiles.get(path);
  const stamp = stampOf(lstatSync(nodePath(path), { bigint: true, throwIfNoEntry: false }));
  if (before !== undefined && before.stamp === stamp) return before;
  if (before !== undefined) closeSync(before.descriptor);
  openFiles.delete(path);
  const opened = stamp === undefined ? undefined : openTrusted(path, uid);
  if (opened !== undefined) openFiles.set(path, opened);
  return opened;
}

function openTrusted(path: Path, uid: number): OpenIndexFile | undefined {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = openSync(nodePath(path), flags);
  const stats = fstatSync(file, { bigint: true });
  const stamp = stampOf(stats);
  if (stamp === undefined || stats.uid !== BigInt(uid) || (stats.mode & 0o022n) !== 0n) {
    closeSync(file);
    return undefined;
  }
  return {
    descriptor: file,
    stamp,
    length: Number(stats.size),
    read: (place, length) => readExactly(file, place, length),
  };
}

function stampOf(stats: BigIntStats | undefined): string | undefined {
  if (stats?.isFile() !== true) return undefined;
  return [stats.dev, stats.ino, stats.size, stats.ctimeNs].join(" ");
}

function readExactly(file: number, place: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  if (readOnce(file, bytes, place) !== length) throw new DamagedIndex();
  return bytes;
}

/** A reader that outlived its file finds it closed, or another one under its number. */
function readOnce(file: number, bytes: Buffer, place: number): number {
  try {
    return readSync(file, bytes, 0, bytes.length, place);
  } catch {
    throw new DamagedIndex();
  }
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
