import {
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import type { Path } from "../domain/world.ts";
import { nodePath } from "../system/node-path.ts";
import { runHelper } from "./run-helper.ts";

/** Bytes that are copied here; for more, cp(1) is worth its start. */
const ownLimit = 1 << 20;
const blockSize = 512;

/** A new file with the bytes of an open one, shared with it where the file system can. */
export function copyToNew(source: number, to: Path): void {
  if (!hasHoles(source)) {
    const flags = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE;
    copyFileSync(`/proc/self/fd/${source}`, nodePath(to), flags);
    return;
  }
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const target = openSync(nodePath(to), flags, 0o600);
  try {
    copyContent(source, target);
  } finally {
    closeSync(target);
  }
}

/** A new file that shares all its bytes with an open one, or none. */
export function reflinkToNew(source: number, to: Path): boolean {
  try {
    const flags = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE;
    copyFileSync(`/proc/self/fd/${source}`, nodePath(to), flags);
    return true;
  } catch {
    return false;
  }
}

/** Gives an open file the bytes, and the holes, of another. cp(1) for what is large or has holes. */
export function copyContent(source: number, target: number): void {
  if (fstatSync(source).size > ownLimit || hasHoles(source)) {
    const words = ["--reflink=auto", "--sparse=auto", "--", "/proc/self/fd/3", "/proc/self/fd/4"];
    if (runHelper("cp", words, "", [source, target]).status === 0) return;
  }
  ftruncateSync(target, 0);
  const part = Buffer.allocUnsafe(ownLimit);
  for (let at = 0; ; ) {
    const count = readSync(source, part, 0, part.length, at);
    if (count === 0) return;
    for (let done = 0; done < count; ) {
      done += writeSync(target, part, done, count - done, at + done);
    }
    at += count;
  }
}

/** Whether less is allocated than the size says, by more than a file system's rounding. */
function hasHoles(file: number): boolean {
  const { blocks, size } = fstatSync(file);
  return size > 4096 && blocks * blockSize < size;
}
