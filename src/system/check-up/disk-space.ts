import { readdirSync, statfsSync, statSync } from "node:fs";
import type { DiskSpace, Probed } from "../../domain/check-up-facts.ts";
import type { Mount } from "../../domain/facts.ts";
import type { Path } from "../../domain/world.ts";
import { nodePath } from "../node-path.ts";
import { isDiskType } from "./disk-types.ts";

/** How full each disk is that something can be written to. */
export function probeDiskSpace(
  mounts: readonly Mount[],
  boot: Path = "/boot",
): Probed<readonly DiskSpace[]> {
  const seen = new Set<number>();
  const places: DiskSpace[] = [];
  for (const mount of mounts) {
    if (mount.isReadOnly || !isDiskType(mount.type) || seen.has(mount.device)) continue;
    const space = spaceOf(mount.path);
    if (space === undefined) continue;
    seen.add(mount.device);
    const kernel = mount.path === boot ? kernelSize(boot) : undefined;
    places.push({ ...space, ...(kernel === undefined ? {} : { kernelSize: kernel }) });
  }
  if (places.length > 0) return { kind: "known", facts: places };
  return { kind: "unknown", reason: "No disk that can be written to is mounted." };
}

function spaceOf(path: Path): DiskSpace | undefined {
  try {
    // A file mounted by itself, as containers have them, says nothing about a disk of its own.
    if (!statSync(nodePath(path)).isDirectory()) return undefined;
    const { bsize, blocks, bfree, bavail, files, ffree } = statfsSync(nodePath(path));
    if (blocks === 0) return undefined;
    return {
      path,
      size: blocks * bsize,
      used: (blocks - bfree) * bsize,
      available: bavail * bsize,
      ...(files > 0 ? { files, freeFiles: ffree } : {}),
    };
  } catch {
    return undefined;
  }
}

/** The largest kernel there with its initial file system: the next one will be about as large. */
function kernelSize(boot: Path): number | undefined {
  const largest = (start: RegExp) =>
    Math.max(
      0,
      ...namesIn(boot)
        .filter((name) => start.test(name))
        .map((name) => sizeOf(boot, name)),
    );
  const size =
    largest(/^vmlinu[xz]-/) + largest(/^(?:initrd\.img|initramfs)-/) + largest(/^System\.map-/);
  return size > 0 ? size : undefined;
}

function namesIn(directory: Path): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function sizeOf(directory: Path, name: string): number {
  return statSync(`${directory}/${name}`, { throwIfNoEntry: false })?.size ?? 0;
}
