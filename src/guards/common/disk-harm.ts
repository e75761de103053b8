import type { BlockDevice, Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Path } from "../../domain/world.ts";
import type { EffectOf } from "./existing.ts";

/** Writing to a device, or making a file where a device was meant to be. */
export type DiskEffect = EffectOf<"device"> | EffectOf<"create">;
export type DiskAction = EffectOf<"device">["action"];

export function actionOf(effect: DiskEffect): DiskAction {
  return effect.kind === "device" ? effect.action : "write";
}

/** How bad it is; undefined where nothing is lost. */
export function diskSeverity(
  effect: DiskEffect,
  disk: BlockDevice | undefined,
  facts: Facts,
): Severity | undefined {
  const worst = disk === undefined ? byName(effect.path, facts) : byUse(disk);
  switch (actionOf(effect)) {
    case "change":
      return undefined;
    // Whoever is asked sees the disk before it is written to.
    case "open":
      return "caution";
    // Mending what nobody uses loses nothing.
    case "repair":
      return worst === "critical" ? worst : undefined;
    case "mend":
      return worst === "critical" ? worst : disk?.content === "" ? undefined : "caution";
    case "weaken":
      return worst === "critical" ? "danger" : "caution";
    case "boot":
      return isWholeFileSystem(disk) ? "danger" : "caution";
    default:
      return worst;
  }
}

/**
 * Where the kernel tells nothing of it, a mounted file system may still name it as its source. Of a
 * volume, or a disk that is not plugged in, nobody can say that there is nothing on it.
 */
function byName(path: Path, facts: Facts): Severity {
  return facts.mounts.list.some(({ source }) => source.startsWith(path)) ? "critical" : "danger";
}

function byUse(disk: BlockDevice): Severity {
  if (disk.isRoot || disk.mountPoints.length > 0) return "critical";
  return disk.content === "" ? "caution" : "danger";
}

/** Before the first partition there is room for boot code; before a file system there is none. */
function isWholeFileSystem(disk: BlockDevice | undefined): boolean {
  if (disk === undefined || disk.isRoot) return false;
  return disk.content !== "" && !/^(dos|gpt|pmbr)$/i.test(disk.content);
}
