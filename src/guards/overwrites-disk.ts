import type { Effect } from "../domain/effect.ts";
import type { BlockDevice, Facts } from "../domain/facts.ts";
import type { Severity } from "../domain/finding.ts";
import { defineGuard } from "../domain/guard.ts";
import type { Foreseen } from "../domain/plan.ts";
import { formatSize, joinWords, showName } from "../domain/text.ts";
import type { Path } from "../domain/world.ts";
import { type CommandEffects, groupByCommand } from "./common/by-command.ts";
import type { EffectOf } from "./common/existing.ts";

/** Writing to a device, or making a file where a device was meant to be. */
type DiskEffect = EffectOf<"device"> | EffectOf<"create">;

interface Hit {
  readonly command: CommandEffects<DiskEffect>;
  readonly effect: DiskEffect;
  /** What the kernel says of it; undefined where it lists no such device. */
  readonly disk: BlockDevice | undefined;
  readonly severity: Severity;
}

/** Writing to a disk itself, past the files on it. */
export const overwritesDisk = defineGuard<Hit>({
  id: "overwrites-disk",
  title: "Overwrites a disk",
  severity: "critical",
  concerns: ["device", "create"],
  why: "What is written to a disk or a partition itself goes over the file system on it: every file on it can be lost at once, and no undo reaches there.",
  examples: [
    {
      line: "dd if=image.iso of=/dev/sda",
      expect: "critical",
      as: "root",
      why: "the disk this system runs from",
    },
    { line: "dd if=image.iso of=/dev/sda", expect: "quiet", why: "an ordinary user may not" },
    {
      line: "dd if=image.iso of=/dev/sdb1",
      expect: "danger",
      as: "root",
      why: "a file system with files is on it",
    },
    {
      line: "dd if=image.iso of=/dev/sdc",
      expect: "caution",
      as: "root",
      why: "an empty stick: the name could still be the wrong one",
    },
    {
      line: "dd if=image.iso of=/dev/sdz",
      expect: "caution",
      as: "root",
      why: "no such disk: an ordinary file would take its name",
    },
    {
      line: "cat image.iso > /dev/sda",
      expect: "critical",
      as: "root",
      why: "the same without dd",
    },
    { line: "sudo dd if=image.iso of=/dev/sda", expect: "critical", why: "sudo gives the right" },
    {
      line: "dd if=/dev/zero of=disk.img bs=1M count=8",
      expect: "quiet",
      why: "a new regular file",
    },
    { line: "dd if=/dev/sda of=/dev/null count=1", expect: "quiet", as: "root", why: "only reads" },
    {
      line: "cryptsetup luksFormat /dev/sdb1",
      expect: "danger",
      as: "root",
      why: "what was there cannot be read any more",
    },
    {
      line: "e2fsck -y /dev/sda",
      expect: "critical",
      as: "root",
      why: "mending a file system that is in use destroys it",
    },
    { line: "e2fsck -y /dev/sdb1", expect: "quiet", as: "root", why: "nobody uses it" },
    { line: "tune2fs -L root /dev/sda", expect: "quiet", as: "root", why: "its files stay" },
  ],
  blindSpots:
    "What lies on a disk it knows by its signature; a disk that a program uses without any known signature looks empty.",
  check: (foreseen, facts) =>
    groupByCommand(foreseen.effects.filter(isDiskEffect)).flatMap((command) =>
      worstHit(command, facts),
    ),
  explain({ command, effect, disk, severity }, foreseen, facts) {
    return {
      severity,
      title: describeTitle(effect, disk, severity),
      what: describeWhat(effect, disk),
      why: describeWhy(disk),
      instead: insteadOf(effect, disk, foreseen, facts),
      span: command.cause.span,
      paths: [effect.path],
      pathCount: 1,
      confirmWords: `${actionOf(effect) === "remove" ? "remove" : "overwrite"} ${describeName(effect, disk)}`,
    };
  },
});

function worstHit(command: CommandEffects<DiskEffect>, facts: Facts): readonly Hit[] {
  const order: readonly Severity[] = ["critical", "danger", "caution"];
  const all = command.effects.map((effect) => {
    const disk = effect.kind === "device" ? facts.mounts.device(effect.deviceNumber) : undefined;
    const severity = disk === undefined ? severityByName(effect.path, facts) : severityOf(disk);
    return { command, effect, disk, severity };
  });
  // Mending what nobody uses loses nothing.
  const hits = all.filter(
    ({ effect, severity }) => actionOf(effect) !== "repair" || severity === "critical",
  );
  const worst = hits.sort(
    (first, second) => order.indexOf(first.severity) - order.indexOf(second.severity),
  )[0];
  return worst === undefined ? [] : [worst];
}

function isDiskEffect(effect: Effect): effect is DiskEffect {
  if (effect.kind === "device") return effect.action !== "change";
  return effect.kind === "create" && effect.type === "file" && diskName.test(effect.path);
}

const diskName =
  /^\/dev\/(sd[a-z]|hd[a-z]|vd[a-z]|xvd[a-z]|nvme\d|mmcblk\d|md\d|dm-|mapper\/|disk\/)/;

/** Where the kernel tells nothing of it, a mounted file system may still name it as its source. */
function severityByName(path: Path, facts: Facts): Severity {
  return facts.mounts.list.some(({ source }) => source.startsWith(path)) ? "critical" : "caution";
}

function severityOf(disk: BlockDevice): Severity {
  if (disk.isRoot || disk.mountPoints.length > 0) return "critical";
  return disk.content === "" ? "caution" : "danger";
}

function actionOf(effect: DiskEffect): EffectOf<"device">["action"] {
  return effect.kind === "device" ? effect.action : "write";
}

const verbs = { remove: "take away", repair: "change" } as const;

function describeTitle(
  effect: DiskEffect,
  disk: BlockDevice | undefined,
  severity: Severity,
): string {
  const action = actionOf(effect);
  const isOver = action !== "remove" && action !== "repair";
  const verb = isOver ? "overwrite" : verbs[action];
  if (disk?.isRoot === true) return `This would ${verb} the disk this system runs from`;
  if (severity === "critical") return `This would ${verb} a disk that is in use`;
  if (severity === "danger") return `This would ${verb} a disk with data on it`;
  return isOver ? "This would write to a disk directly" : `This would ${verb} a disk`;
}

function describeName(effect: DiskEffect, disk: BlockDevice | undefined): string {
  return showName(disk?.model.trim() || effect.path);
}

function describeWhat(effect: DiskEffect, disk: BlockDevice | undefined): string {
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

function describeWhy(disk: BlockDevice | undefined): string {
  if (disk?.isRoot === true) {
    return "The system would lose its own files while it runs and could not start again.";
  }
  return disk !== undefined && (disk.content !== "" || disk.mountPoints.length > 0)
    ? "Every file on it could be lost, and nothing here could bring them back."
    : "Disk names are easily mixed up, and what is written over cannot be brought back.";
}

/** Where a whole disk is written to that stays in the machine, the stick was probably meant. */
function insteadOf(
  effect: DiskEffect,
  disk: BlockDevice | undefined,
  foreseen: Foreseen,
  facts: Facts,
) {
  const look = "lsblk -o NAME,SIZE,MODEL,FSTYPE,MOUNTPOINTS";
  if (foreseen.line === look) return [];
  const isImage = effect.kind === "device" && effect.action === "write";
  const sticks = isImage && disk?.isRemovable === false ? (facts.mounts.removable?.() ?? []) : [];
  const offered = sticks.slice(0, 3).map(({ name, model, size }) => ({
    line: `${look} /dev/${name}`,
    why: `shows the stick or card here: ${showName(model.trim() || name)}, ${formatSize(size)}, is /dev/${name}`,
  }));
  return [...offered, { line: look, why: "shows which disk is which" }];
}
