import type { Effect } from "../domain/effect.ts";
import type { BlockDevice, Facts } from "../domain/facts.ts";
import type { Severity } from "../domain/finding.ts";
import { defineGuard } from "../domain/guard.ts";
import type { Foreseen } from "../domain/plan.ts";
import { formatSize, showName } from "../domain/text.ts";
import { type CommandEffects, groupByCommand } from "./common/by-command.ts";
import { type DiskEffect, diskSeverity } from "./common/disk-harm.ts";
import {
  describeDisk,
  describeDiskConsent,
  describeDiskTitle,
  describeDiskWhy,
} from "./common/disk-words.ts";

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
  examples: () => [
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
      expect: "danger",
      as: "root",
      why: "no such disk now: whichever comes next has the name",
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
    { line: "e2fsck -p /dev/sdb1", expect: "quiet", as: "root", why: "nobody uses it" },
    {
      line: "e2fsck -y /dev/sdb1",
      expect: "caution",
      as: "root",
      why: "whatever it asks, the answer is yes",
    },
    {
      line: "resize2fs /dev/sdb1 1G",
      expect: "danger",
      as: "root",
      why: "the file system is larger than that",
    },
    { line: "resize2fs /dev/sdb1", expect: "quiet", as: "root", why: "it grows" },
    {
      line: "tune2fs -O ^has_journal /dev/sdb1",
      expect: "caution",
      as: "root",
      why: "one loss of power could spoil it",
    },
    { line: "fdisk /dev/sdb", expect: "caution", as: "root", why: "a person decides there" },
    {
      line: "printf 'd\\nw\\n' | fdisk /dev/sdb",
      expect: "danger",
      as: "root",
      why: "nobody looks any more",
    },
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
      title: describeDiskTitle(effect, disk, severity),
      what: describeDisk(effect, disk),
      why: describeDiskWhy(effect, disk),
      instead: insteadOf(effect, disk, foreseen, facts),
      span: command.cause.span,
      paths: [effect.path],
      pathCount: 1,
      confirmWords: describeDiskConsent(effect, disk),
    };
  },
});

function worstHit(command: CommandEffects<DiskEffect>, facts: Facts): readonly Hit[] {
  const order: readonly Severity[] = ["critical", "danger", "caution"];
  const hits = command.effects.flatMap((effect) => {
    const disk = effect.kind === "device" ? facts.mounts.device(effect.deviceNumber) : undefined;
    const severity = diskSeverity(effect, disk, facts);
    return severity === undefined ? [] : [{ command, effect, disk, severity }];
  });
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
