import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { foreseeThere } from "../support/fixture-machine.ts";

/** Effects of a line of root's as `kind action target`, and whether anything is unknown. */
function toldOf(line: string, as: "user" | "root" = "root"): readonly string[] {
  const { effects, unknown } = foreseeThere(line, as);
  const told = effects.map((effect) => {
    if (effect.kind === "device") return `device ${effect.action} ${effect.path}`;
    return effect.kind === "mount" ? `mount ${effect.action} ${effect.target}` : effect.kind;
  });
  return [...told, ...(unknown.length > 0 ? ["unknown"] : [])];
}

/** What the manual page of each says, in the terms of effects. */
const lines: readonly (readonly [line: string, ...told: string[]])[] = [
  ["cryptsetup luksFormat /dev/sdb1", "device format /dev/sdb1"],
  ["cryptsetup -q --type luks2 luksFormat /dev/sdb1 keyfile", "device format /dev/sdb1"],
  ["cryptsetup luksFormat -d key --pbkdf pbkdf2 /dev/sdb1", "device format /dev/sdb1"],
  ["cryptsetup erase /dev/sdb1", "device remove /dev/sdb1"],
  ["cryptsetup luksErase --batch-mode /dev/sdb1", "device remove /dev/sdb1"],
  ["cryptsetup luksKillSlot /dev/sdb1 0", "device remove /dev/sdb1"],
  ["cryptsetup luksAddKey /dev/sdb1", "device change /dev/sdb1"],
  ["cryptsetup open /dev/sdb1 data", "device change /dev/sdb1"],
  ["cryptsetup luksDump /dev/sdb1"],
  ["cryptsetup close data", "mount arrange data"],
  ["cryptsetup luksHeaderBackup /dev/sdb1 --header-backup-file h", "unknown"],
  ["cryptsetup --nosuch luksFormat /dev/sdb1", "unknown"],
  ["pvcreate -ff -y /dev/sdb1", "device format /dev/sdb1"],
  ["lvm pvcreate /dev/sdb1", "device format /dev/sdb1"],
  ["pvcreate --test /dev/sdb1"],
  ["pvremove /dev/sdb1", "device format /dev/sdb1"],
  ["vgcreate -s 4M data /dev/sdb1 /dev/sdc", "device format /dev/sdb1", "device format /dev/sdc"],
  ["vgextend data /dev/sdc", "device format /dev/sdc"],
  ["vgreduce data /dev/sdb1", "device change /dev/sdb1"],
  ["lvremove -f data/home", "device remove data/home"],
  ["vgremove data", "device remove data"],
  ["lvreduce -L 5G data/home", "device write data/home"],
  ["lvresize -r -L +5G data/home", "device change data/home"],
  ["lvresize -L 5G data/home", "device write data/home"],
  ["lvextend -l +100%FREE /dev/data/home", "device change /dev/data/home"],
  ["lvcreate -n home -L 5G data", "mount arrange data"],
  ["lvs"],
  ["lvm", "unknown"],
  [
    "mdadm --create /dev/md0 -l 1 -n 2 /dev/sdb1 /dev/sdc",
    "device format /dev/sdb1",
    "device format /dev/sdc",
  ],
  ["mdadm -C /dev/md0 --level=1 --raid-devices=2 missing /dev/sdc", "device format /dev/sdc"],
  [
    "mdadm --zero-superblock /dev/sdb1 /dev/sdc",
    "device format /dev/sdb1",
    "device format /dev/sdc",
  ],
  ["mdadm --stop /dev/md0", "mount stop-array /dev/md0"],
  ["mdadm /dev/md0 --fail /dev/sdb1 --remove /dev/sdb1", "mount shrink-array /dev/md0"],
  ["mdadm /dev/md0 --add /dev/sdc", "device format /dev/sdc"],
  ["mdadm --detail /dev/md0"],
  ["nvme format -f /dev/sdb1", "device format /dev/sdb1"],
  ["nvme sanitize /dev/sdb --sanact=2", "device format /dev/sdb"],
  ["nvme format /dev/null", "device format /dev/null"],
  ["nvme list"],
  ["nvme smart-log /dev/sdb"],
  ["nvme help"],
  ["nvme frobnicate /dev/sdb", "unknown"],
  ["sg_format --format /dev/sdb", "device format /dev/sdb"],
  ["sg_format /dev/sdb"],
  ["sg_sanitize --block /dev/sdb", "device format /dev/sdb"],
  ["nwipe --autonuke", "device discard /dev/sda"],
  ["nwipe --autonuke --nogui /dev/sdb", "device format /dev/sdb"],
  ["nwipe", "unknown"],
  ["blockdev --getsize64 /dev/sda"],
  ["blockdev --report"],
  ["blockdev --setro /dev/sdb", "device change /dev/sdb"],
  ["partprobe /dev/sdb"],
  ["fallocate -l 1M swapfile; mkswap swapfile", "create", "write"],
  ["partx -d /dev/sdb", "device change /dev/sdb"],
  ["zpool destroy -f tank", "device remove tank"],
  [
    "zpool create -f tank mirror sdb1 /dev/sdc",
    "device format /dev/sdb1",
    "device format /dev/sdc",
  ],
  ["zpool create -n tank sdc"],
  ["zpool add tank log sdc", "device format /dev/sdc"],
  ["zpool labelclear -f /dev/sdc", "device format /dev/sdc"],
  ["zpool export tank", "mount unmount-pool tank"],
  ["zpool status -v"],
  ["zfs destroy -r tank/home", "device remove tank/home"],
  ["zfs destroy -rn tank/home"],
  ["zfs rollback -r tank/home@old", "device write tank/home@old"],
  ["zfs list -t snapshot -o name"],
  ["zfs set compression=on tank", "mount arrange compression=on"],
  ["zfs nosuch tank", "unknown"],
  ["btrfs device add -f /dev/sdc /mnt", "device format /dev/sdc"],
  ["btrfs dev delete /dev/sdb1 /mnt", "mount shrink-array /dev/sdb1"],
  ["btrfs replace start -f /dev/sdb1 /dev/sdc /mnt", "device format /dev/sdc"],
  ["btrfs balance start -dusage=50 /mnt", "mount arrange /mnt"],
  ["btrfs filesystem resize -5G /mnt", "unknown"],
  ["btrfs filesystem resize 5G /mnt", "mount arrange 5G"],
  ["btrfs check --repair /dev/sdb1", "device mend /dev/sdb1"],
  ["btrfs subvolume list /mnt"],
  ["btrfs su de Documents"],
  ["fsck -y /dev/sdb1", "device mend /dev/sdb1"],
  ["fsck -N /dev/sdb1"],
  ["fsck -A", "mount check every file system of fstab", "unknown"],
  ["fsck.ext4 -fp /dev/sdb1", "device repair /dev/sdb1"],
  ["e2fsck -n /dev/sdb1"],
  ["e2fsck -z undo -y /dev/sdb1", "unknown"],
  ["xfs_repair -L /dev/sdb1", "device mend /dev/sdb1"],
  ["fsck.vfat -a /dev/sdc", "device repair /dev/sdc"],
  ["tune2fs -l /dev/sdb1"],
  ["tune2fs -L data /dev/sdb1", "device change /dev/sdb1"],
  ["tune2fs -O ^has_journal /dev/sdb1", "device weaken /dev/sdb1"],
  ["e2label /dev/sdb1"],
  ["e2label /dev/sdb1 data", "device change /dev/sdb1"],
  ["resize2fs /dev/sdb1 10G", "device shrink /dev/sdb1"],
  ["resize2fs -P /dev/sdb1"],
  ["badblocks -sv /dev/sdb1"],
  ["badblocks -wsv /dev/sdb1", "device write /dev/sdb1"],
  ["hdparm -I /dev/sdb"],
  ["hdparm -W0 /dev/sdb", "device change /dev/sdb"],
  ["hdparm --user-master u --security-erase p /dev/sdb", "device discard /dev/sdb"],
  ["hdparm --yes-i-know-what-i-am-doing --write-sector 5 /dev/sdb", "device discard /dev/sdb"],
  ["debugfs -R 'ls /' /dev/sdb1"],
  ["debugfs -w -R 'rm /x' /dev/sdb1", "device mend /dev/sdb1"],
  ["debugfs -R 'dump x y' /dev/sdb1", "unknown"],
  ["dmsetup remove data-home", "device change /dev/mapper/data-home"],
  ["dmsetup remove --force data-home", "device remove /dev/mapper/data-home"],
  ["dmsetup ls --tree"],
  ["losetup -fP nosuch"],
  ["losetup -fP existing.txt", "mount loop-attach /root/existing.txt"],
  ["losetup -f --show /etc/hosts", "mount loop-attach /etc/hosts"],
  ["losetup -d /dev/loop0", "mount loop-detach /dev/loop0"],
  ["losetup -a"],
  ["swapoff -a", "mount swap-off all"],
  ["swapon -p 5 /dev/sdc", "mount swap-on /dev/sdc"],
  ["swapon --show"],
];

describe("programs that arrange disks", () => {
  for (const [line, ...told] of lines) {
    it(line, () => assert.deepEqual(toldOf(line), told));
  }
});

describe("an ordinary user may not", () => {
  for (const line of [
    "cryptsetup luksFormat /dev/sdb1",
    "vgremove data",
    "zpool destroy tank",
    "mdadm --stop /dev/md0",
    "e2fsck -y /dev/sdb1",
    "losetup -f /etc/hosts",
    "swapon /dev/sdc",
    "dmsetup remove_all",
  ]) {
    it(line, () => assert.deepEqual(toldOf(line, "user"), []));
  }
});
