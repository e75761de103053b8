import { readFileSync, statSync } from "node:fs";
import type { Path } from "../domain/world.ts";
import { nodePath } from "./node-path.ts";

/** A process that keeps others out of something. */
export interface LockHolder {
  readonly pid: number;
  /** Its program's name, by the kernel. */
  readonly name: string;
}

/** Who holds a lock (fcntl(2), as package managers take it) on any of the files. */
export function findLockHolder(paths: readonly Path[]): LockHolder | undefined {
  const wanted = new Set(paths.map(keyOf).filter((key) => key !== undefined));
  if (wanted.size === 0) return undefined;
  for (const line of readKernel("/proc/locks").split("\n")) {
    const [, pid, place] = /WRITE\s+(\d+)\s+([0-9a-f]+:[0-9a-f]+:\d+)/.exec(line) ?? [];
    if (pid === undefined || place === undefined || !wanted.has(place)) continue;
    return { pid: Number(pid), name: readKernel(`/proc/${pid}/comm`).trim() };
  }
  return undefined;
}

/** A file as /proc/locks names it: its device in hexadecimal, its inode in decimal digits. */
function keyOf(path: Path): string | undefined {
  const status = statSync(nodePath(path), { bigint: true, throwIfNoEntry: false });
  if (status === undefined) return undefined;
  const major = ((status.dev >> 8n) & 0xfffn) | ((status.dev >> 32n) & ~0xfffn);
  const minor = (status.dev & 0xffn) | ((status.dev >> 12n) & ~0xffn & 0xffffffffn);
  const two = (value: bigint) => value.toString(16).padStart(2, "0");
  return `${two(major)}:${two(minor)}:${status.ino}`;
}

function readKernel(path: Path): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
