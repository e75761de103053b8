import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import type { Mount } from "../../src/domain/facts.ts";
import { mountOf, mountPointsOf } from "../../src/domain/mount-of.ts";
import { readBlockDevice } from "../../src/system/block-devices.ts";
import { contentOf, signatureBytes } from "../../src/system/content-signature.ts";
import { deviceNumberOf, deviceNumbersOf } from "../../src/system/device-numbers.ts";
import { parseMounts, readMounts } from "../../src/system/mounts.ts";
import { need } from "../support/need.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const mountOfPath = (mounts: readonly Mount[], path: string) =>
  mountOf(mountPointsOf(mounts), path);

const text = [
  "27 1 254:0 / / rw,relatime shared:1 master:2 - ext4 /dev/vda rw,discard",
  "30 27 0:22 / /mnt/two\\040words\\011and\\134more rw - tmpfs none rw",
  "31 27 254:17 / /home ro,nosuid - xfs /dev/vdb1 rw",
  "32 27 0:40 / /data rw - btrfs /dev/vdc ro,space_cache",
  "33 32 0:41 / /data rw - tmpfs over rw",
  "nonsense",
].join("\n");

test("mountinfo is read with its escapes and both lists of options", () => {
  const mounts = parseMounts(text);
  assert.deepEqual(
    mounts.map(({ path, type, source, isReadOnly }) => [path, type, source, isReadOnly]),
    [
      ["/", "ext4", "/dev/vda", false],
      ["/mnt/two words\tand\\more", "tmpfs", "none", false],
      ["/home", "xfs", "/dev/vdb1", true],
      ["/data", "btrfs", "/dev/vdc", true],
      ["/data", "tmpfs", "over", false],
    ],
  );
  assert.equal(mounts[2]?.device, 254 * 256 + 17);
});

test("a path lies on the longest mount, and of two on one point on the later", () => {
  const mounts = parseMounts(text);
  assert.equal(mountOfPath(mounts, "/home/ann")?.path, "/home");
  assert.equal(mountOfPath(mounts, "/home")?.path, "/home");
  assert.equal(mountOfPath(mounts, "/homework")?.path, "/");
  assert.equal(mountOfPath(mounts, "/data/x")?.source, "over");
  assert.equal(mountOfPath(mounts, "/")?.path, "/");
  assert.equal(mountOfPath([], "/"), undefined);
});

test("this machine's own mounts are those that stat sees", () => {
  const mounts = readMounts();
  for (const path of ["/", "/proc/self", "/dev/null"]) {
    assert.equal(mountOfPath(mounts, path)?.device, statSync(path).dev, path);
  }
});

test("device numbers go there and back", () => {
  for (const numbers of ["8:1", "254:0", "259:300", "4095:255", "0:1048575"]) {
    assert.equal(deviceNumbersOf(deviceNumberOf(numbers)), numbers);
  }
  assert.equal(deviceNumberOf("1:3"), statSync("/dev/null").rdev);
});

test("a number that no block device has says nothing", () => {
  assert.equal(readBlockDevice(deviceNumberOf("1:3"), readMounts()), undefined);
});

test("the disk of the root file system is known as such", (t) => {
  const mounts = readMounts();
  const root = mountOfPath(mounts, "/");
  if (root === undefined || !root.source.startsWith("/dev/"))
    return t.skip("the root is on no disk");
  const device = readBlockDevice(statSync(root.source).rdev, mounts);
  assert(device !== undefined);
  assert(device.isRoot && device.mountPoints.includes("/"));
  assert.equal(device.content, root.type);
  assert.equal(
    device.size,
    Number(readFileSync(`/sys/class/block/${device.name}/size`, "utf8")) * 512,
  );
});

const makers: readonly (readonly [content: string, ...command: readonly string[]])[] = [
  ["ext4", "mkfs.ext4", "-q", "-F"],
  ["ext3", "mkfs.ext3", "-q", "-F"],
  ["ext2", "mkfs.ext2", "-q", "-F"],
  ["swap", "mkswap", "-q"],
];

for (const [content, maker = "", ...options] of makers) {
  test(`${content} is told by its first bytes`, { skip: need(maker) }, (t) => {
    const image = `${temporaryDirectory(t)}/image`;
    writeFileSync(image, "");
    truncateSync(image, 16 * 1024 * 1024);
    const env = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" };
    assert.equal(spawnSync(maker, [...options, image], { env }).status, 0);
    assert.equal(contentOf(readFileSync(image).subarray(0, signatureBytes)), content);
  });
}

test("other signatures, and none", () => {
  const withMagic = (at: number, magic: string) => {
    const bytes = Buffer.alloc(signatureBytes);
    bytes.write(magic, at, "latin1");
    return bytes;
  };
  assert.equal(contentOf(withMagic(0, "LUKS\xba\xbe")), "crypto_LUKS");
  assert.equal(contentOf(withMagic(0, "XFSB")), "xfs");
  assert.equal(contentOf(withMagic(0x10040, "_BHRfS_M")), "btrfs");
  assert.equal(contentOf(withMagic(82, "FAT32   ")), "vfat");
  assert.equal(contentOf(withMagic(512, "LABELONE")), "LVM2_member");
  assert.equal(contentOf(withMagic(512, "EFI PART")), "gpt");
  assert.equal(contentOf(withMagic(510, "\x55\xaa")), "dos");
  assert.equal(contentOf(Buffer.alloc(signatureBytes)), "");
  assert.equal(contentOf(Buffer.alloc(0)), "");
});
