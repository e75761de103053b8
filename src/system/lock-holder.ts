import { readFileSync, statSync } from "node:fs";
import type { Mount } from "../domain/facts.ts";
import { mountOf, mountPointsOf } from "../domain/mount-of.ts";
import type { Path } from "../domain/world.ts";
import { canonicalPath } from "./canonical-path.ts";
import { deviceNumberOf } from "./device-numbers.ts";
import { readMounts } from "./mounts.ts";
import { nodePath } from "./node-path.ts";

/** A process that keeps others out of something. */
export interface LockHolder {
  readonly pid: number;
  /** Its program's name, by the kernel. */
  readonly name: string;
}

/** Who holds a lock (fcntl(2), as package managers take it) on any of the files. */
export function findLockHolder(paths: readonly Path[]): LockHolder | undefined {
  const mounts = readMounts();
  const wanted = new Set(paths.flatMap((path) => keysOf(path, mounts)));
  if (wanted.size === 0) return undefined;
  for (const line of readKernel("/proc/locks").split("\n")) {
    const [, pid, device, inode] = /WRITE\s+(\d+)\s+([0-9a-f]+:[0-9a-f]+):(\d+)/.exec(line) ?? [];
    if (pid === undefined || !wanted.has(`${deviceNumberOf(device ?? "", 16)}:${inode}`)) continue;
    return { pid: Number(pid), name: readKernel(`/proc/${pid}/comm`).trim() };
  }
  return undefined;
}

/**
 * A file as /proc/locks names it: by the device of its file system and its inode. Where file systems
 * lie on each other, that is not the device that stat(2) tells.
 */
function keysOf(path: Path, mounts: readonly Mount[]): readonly string[] {
  const status = statSync(nodePath(path), { throwIfNoEntry: false });
  if (status === undefined) return [];
  const mount = mountOf(mountPointsOf(mounts), canonicalPath(path));
  const devices = mount === undefined ? [status.dev] : [status.dev, mount.device];
  return devices.map((device) => `${device}:${status.ino}`);
}

function readKernel(path: Path): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
