import { spawnSync } from "node:child_process";
import { join } from "node:path/posix";
import { type Needs, skipUnless } from "./need.ts";

/** File systems that tests make for themselves. */
export type ImageType = "ext4" | "xfs" | "btrfs" | "tmpfs";

/** Megabytes that each needs to be made at all. */
const sizes: Record<ImageType, number> = { ext4: 64, xfs: 320, btrfs: 128, tmpfs: 64 };

/** Why such a file system cannot be made here, for the `skip` option of a test. */
export function skipUnlessImage(type: ImageType): string | false {
  const tools = ["unshare", "mount", "setfacl", "getfacl", "setfattr", "getfattr", "getcap"];
  const needs: Needs = { root: true, tools: type === "tmpfs" ? tools : [...tools, `mkfs.${type}`] };
  return skipUnless(needs) || (type === "tmpfs" ? false : skipWithoutLoop());
}

/**
 * Runs a command with a fresh file system of that type mounted on `mountPoint`, an existing
 * directory, in a mount namespace of its own. Its image lies in `folder` and goes with it.
 */
export function runOnImage(
  type: ImageType,
  folder: string,
  mountPoint: string,
  command: readonly string[],
  megabytes: number = sizes[type],
): { readonly status: number | null; readonly output: string; readonly errors: string } {
  const image = join(folder, `${type}.image`);
  const make =
    type === "tmpfs"
      ? `mount -t tmpfs -o size=${megabytes}m none "$2"`
      : `truncate -s ${megabytes}M "$1"; mkfs.${type} -q "$1" >&2; mount -o loop "$1" "$2"`;
  const script = `set -e; PATH=$PATH:/usr/sbin:/sbin; ${make}; chmod 755 "$2"; shift 2; exec "$@"`;
  const words = ["--mount", "--propagation", "private", "bash", "-c", script];
  const run = spawnSync("unshare", [...words, "bash", image, mountPoint, ...command], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { status: run.status, output: run.stdout, errors: run.stderr };
}

/** Loop devices are the kernel's to give; a container may have none. */
function skipWithoutLoop(): string | false {
  const { status } = spawnSync("losetup", ["--find"]);
  if (status === 0) return false;
  if (process.env.CI === "true") throw new Error("CI must not skip tests: no loop device is free");
  return "needs a loop device";
}
