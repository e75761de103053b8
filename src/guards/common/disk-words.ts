import type { BlockDevice } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import { formatSize, joinWords, showName } from "../../domain/text.ts";
import { actionOf, type DiskAction, type DiskEffect } from "./disk-harm.ts";

/** What is done, to follow "This would"; everything else overwrites. */
const verbs: Partial<Readonly<Record<DiskAction, string>>> = {
  remove: "take away",
  repair: "change",
  mend: "repair",
  shrink: "make smaller",
  weaken: "change how safe",
  boot: "write boot code to",
  open: "open for partitioning",
};

export function describeDiskTitle(
  effect: DiskEffect,
  disk: BlockDevice | undefined,
  severity: Severity,
): string {
  const action = actionOf(effect);
  const verb = verbs[action] ?? "overwrite";
  const ending = action === "weaken" ? " is" : "";
  if (disk?.isRoot === true) return `This would ${verb} the disk this system runs from${ending}`;
  if (disk !== undefined && disk.mountPoints.length > 0)
    return `This would ${verb} a disk that is in use${ending}`;
  if (severity === "critical") return `This would ${verb} a disk that is in use${ending}`;
  if (severity === "danger" && disk !== undefined)
    return `This would ${verb} a disk with data on it${ending}`;
  return verbs[action] === undefined
    ? "This would write to a disk directly"
    : `This would ${verb} a disk${ending}`;
}

function describeDiskName(effect: DiskEffect, disk: BlockDevice | undefined): string {
  return showName(disk?.model.trim() || effect.path);
}

export function describeDisk(effect: DiskEffect, disk: BlockDevice | undefined): string {
  const path = showName(effect.path);
  if (effect.kind === "create") {
    return `There is no disk ${path} here: an ordinary file of that name would be made, in memory.`;
  }
  if (disk === undefined && !effect.path.startsWith("/"))
    return `The kernel does not tell which disks ${path} lies on.`;
  if (disk === undefined) return `${path} is not among the disks that the kernel lists.`;
  const model = disk.model.trim();
  const size = disk.size > 0 ? [formatSize(disk.size)] : [];
  const content = disk.content === "" ? "no known content" : `holds ${showName(disk.content)}`;
  const used =
    disk.mountPoints.length === 0
      ? []
      : [`in use at ${joinWords(disk.mountPoints.slice(0, 3).map(showName))}`];
  const parts = [...(model === "" ? [] : [showName(model)]), ...size, content, ...used];
  return `${path}: ${parts.join(", ")}.`;
}

/** Why it matters, of what is more than writing over. */
const reasons: Partial<Readonly<Record<DiskAction, string>>> = {
  mend: "Every question is answered with yes: what the program cannot make sense of is thrown away, and a disk that is failing can lose more than it had lost.",
  shrink:
    "Files beyond the new end have to be moved first, and a size that is too small, or a break on the way, can lose them all.",
  weaken:
    "Without its journal or checksums it can be spoilt by one loss of power; under a new number the start no longer finds it.",
  boot: "It goes over what another system, or the file system itself, keeps at the beginning of the disk: that one may no longer start.",
  open: "Disk names are easily mixed up, and a partition that is deleted there takes its files along.",
};

export function describeDiskWhy(effect: DiskEffect, disk: BlockDevice | undefined): string {
  const action = actionOf(effect);
  const isInUse = disk?.isRoot === true || (disk?.mountPoints.length ?? 0) > 0;
  const reason = reasons[action];
  if (reason !== undefined && !(action === "mend" && isInUse)) return reason;
  if (disk?.isRoot === true) {
    return "The system would lose its own files while it runs and could not start again.";
  }
  return disk !== undefined && (disk.content !== "" || isInUse)
    ? "Every file on it could be lost, and nothing here could bring them back."
    : "Disk names are easily mixed up, and what is written over cannot be brought back.";
}

/** The words that are typed to agree. */
export function describeDiskConsent(effect: DiskEffect, disk: BlockDevice | undefined): string {
  const verb = { remove: "remove", shrink: "shrink", mend: "repair" } as const;
  const action = actionOf(effect);
  const said =
    action === "remove" || action === "shrink" || action === "mend" ? verb[action] : "overwrite";
  return `${said} ${describeDiskName(effect, disk)}`;
}
