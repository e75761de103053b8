import assert from "node:assert/strict";
import { test } from "node:test";
import { foreseeThere } from "../support/fixture-machine.ts";

function devicesOf(line: string, as: "user" | "root" = "root"): readonly string[] {
  return foreseeThere(line, as).effects.flatMap((effect) =>
    effect.kind === "device" ? [`${effect.action} ${effect.path}`] : [],
  );
}

test("the disk is found among options and their values", () => {
  assert.deepEqual(devicesOf("mkfs.ext4 -L df -q /dev/sdb1"), ["format /dev/sdb1"]);
  assert.deepEqual(devicesOf("mkfs -t ext4 /dev/sdb1"), ["format /dev/sdb1"]);
  assert.deepEqual(devicesOf("mkfs -t xfs -L data -f /dev/sdb1"), ["format /dev/sdb1"]);
  assert.deepEqual(devicesOf("mkfs.btrfs --label data /dev/sdb1 /dev/sdc"), [
    "format /dev/sdb1",
    "format /dev/sdc",
  ]);
  assert.deepEqual(devicesOf("mkfs.xfs -d name=/dev/sdb1"), ["format /dev/sdb1"]);
  assert.deepEqual(devicesOf("mkfs.vfat -F 32 -n STICK /dev/sdc"), ["format /dev/sdc"]);
  assert.deepEqual(devicesOf("mkswap --label swap /dev/sdc"), ["format /dev/sdc"]);
  assert.deepEqual(devicesOf("mkfs.ext4 --nosuch x /dev/sdc"), ["format /dev/sdc"]);
  assert.deepEqual(devicesOf("blkdiscard /dev/sdc"), ["discard /dev/sdc"]);
  assert.deepEqual(devicesOf("wipefs --all /dev/sdb /dev/sdb1"), [
    "format /dev/sdb",
    "format /dev/sdb1",
  ]);
});

test("questions and dry runs leave it alone, and nothing is unknown of them", () => {
  for (const line of [
    "wipefs /dev/sdb1",
    "wipefs -an /dev/sdb1 -n",
    "mkfs.ext4 -n /dev/sdb1",
    "mkfs -V",
    "mkfs.xfs -N /dev/sdb1",
    "mkfs -t ext4 -n /dev/sdb1",
  ]) {
    const { effects, unknown } = foreseeThere(line, "root");
    assert.deepEqual([effects, unknown], [[], []], line);
  }
});

test("an ordinary user cannot write to it", () => {
  assert.deepEqual(devicesOf("mkfs.ext4 /dev/sdb1", "user"), []);
});

test("a file in the place of a disk is said to be unknown", () => {
  assert.equal(foreseeThere("mkfs.ext4 existing.txt", "root").unknown.length, 1);
});
