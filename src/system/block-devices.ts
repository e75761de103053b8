import { closeSync, constants, openSync, readdirSync, readSync, statSync } from "node:fs";
import type { BlockDevice, Mount } from "../domain/facts.ts";
import type { Path } from "../domain/world.ts";
import { contentOf, signatureBytes } from "./content-signature.ts";
import { deviceNumberOf, deviceNumbersOf } from "./device-numbers.ts";
import { readText } from "./read-text.ts";

/** What is on a block device; undefined where the kernel lists none of that number. */
export function readBlockDevice(
  deviceNumber: number,
  mounts: readonly Mount[],
): BlockDevice | undefined {
  const numbers = deviceNumbersOf(deviceNumber);
  const name = uevent(`/sys/dev/block/${numbers}`, "DEVNAME");
  if (name === undefined) return undefined;
  const directory = `/sys/class/block/${name.replaceAll("/", "!")}`;
  const all = namesUpon(kernelName(name));
  const mountPoints = mountPointsOf(all, mounts);
  return {
    name,
    model: modelOf(directory),
    size: Number(read(`${directory}/size`) || 0) * 512,
    isRemovable: (read(`${directory}/removable`) || read(`${directory}/../removable`)) === "1",
    mountPoints,
    isRoot: mountPoints.includes("/"),
    content: contentOfDevice(
      name,
      numbers,
      mounts.find(({ device }) => device === deviceNumber),
    ),
  };
}

/** Whole disks that the kernel calls removable and that have a medium in them. */
export function readRemovableDisks(mounts: readonly Mount[]): readonly BlockDevice[] {
  return list("/sys/block")
    .filter((name) => read(`/sys/block/${name}/removable`) === "1")
    .flatMap((name) => {
      const number = deviceNumberOf(read(`/sys/block/${name}/dev`));
      return readBlockDevice(number, mounts) ?? [];
    })
    .filter(({ size }) => size > 0);
}

/** The device and everything that is made of it: partitions, volumes, arrays, mappings. */
function namesUpon(name: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  const directory = `/sys/class/block/${name}`;
  for (const child of list(directory)) {
    if (child.startsWith(name) && read(`${directory}/${child}/partition`) !== "") {
      namesUpon(child, seen);
    }
  }
  for (const holder of list(`${directory}/holders`)) namesUpon(holder, seen);
  return seen;
}

function mountPointsOf(names: ReadonlySet<string>, mounts: readonly Mount[]): readonly Path[] {
  const numbers = new Set<number>();
  for (const name of names) numbers.add(deviceNumberOf(read(`/sys/class/block/${name}/dev`)));
  const pools = poolsOn(names);
  const points = mounts
    .filter((mount) => {
      // btrfs shows a device number of its own making, so what it was mounted from is asked too.
      const from = sourceNumber(mount.source);
      return (
        numbers.has(mount.device) || (from !== undefined && (numbers.has(from) || pools.has(from)))
      );
    })
    .map(({ path }) => path);
  const hasSwap = swaps().some((path) => numbers.has(sourceNumber(path) ?? -1));
  return [...new Set(hasSwap ? [...points, "[swap]"] : points)];
}

/** Numbers of every device in a btrfs file system that one of the names is part of. */
function poolsOn(names: ReadonlySet<string>): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const pool of list("/sys/fs/btrfs")) {
    const members = list(`/sys/fs/btrfs/${pool}/devices`);
    if (!members.some((member) => names.has(member))) continue;
    for (const member of members) {
      numbers.add(deviceNumberOf(read(`/sys/class/block/${member}/dev`)));
    }
  }
  return numbers;
}

function swaps(): readonly Path[] {
  const lines = read("/proc/swaps").split("\n").slice(1);
  return lines.map((line) => line.split(/\s/)[0] ?? "").filter((path) => path !== "");
}

function sourceNumber(source: string): number | undefined {
  if (!source.startsWith("/dev/")) return undefined;
  try {
    const stats = statSync(source);
    return stats.isBlockDevice() ? stats.rdev : undefined;
  } catch {
    return undefined;
  }
}

/** Vendor and model as the hardware gives them, a mapping's name or a loop's file; may be empty. */
function modelOf(directory: Path): string {
  for (const base of [directory, `${directory}/..`]) {
    const words = [read(`${base}/device/vendor`), read(`${base}/device/model`)];
    // Virtual disks have a vendor number and no model.
    if (words[1] !== "") return words.filter((word) => word !== "" && word !== "ATA").join(" ");
    const other = ["device/name", "dm/name", "loop/backing_file"].map((file) =>
      read(`${base}/${file}`),
    );
    const found = other.find((text) => text !== "");
    if (found !== undefined) return found;
  }
  return "";
}

/** udev has looked already; else the mounted file system says it, else the device's first bytes. */
function contentOfDevice(name: string, numbers: string, mount: Mount | undefined): string {
  const known = read(`/run/udev/data/b${numbers}`);
  const found =
    /^E:ID_FS_TYPE=(.+)$/m.exec(known)?.[1] ?? /^E:ID_PART_TABLE_TYPE=(.+)$/m.exec(known)?.[1];
  return found ?? mount?.type ?? contentOf(readStart(`/dev/${name}`));
}

function readStart(path: Path): Uint8Array {
  try {
    const device = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const bytes = Buffer.alloc(signatureBytes);
      return bytes.subarray(0, readSync(device, bytes, 0, bytes.length, 0));
    } finally {
      closeSync(device);
    }
  } catch {
    return new Uint8Array();
  }
}

function kernelName(deviceName: string): string {
  return deviceName.replaceAll("/", "!");
}

function uevent(directory: Path, key: string): string | undefined {
  return new RegExp(`^${key}=(.+)$`, "m").exec(read(`${directory}/uevent`))?.[1];
}

function list(directory: Path): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function read(path: Path): string {
  return readText(path)?.trim() ?? "";
}
