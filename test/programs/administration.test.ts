import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { foreseeThere } from "../support/fixture-machine.ts";

/** What throwing one file away makes and moves. */
const trashed = [
  ...["", "/share", "/share/Trash", "/share/Trash/files", "/share/Trash/info"].map(
    (name) => `create /root/.local${name}`,
  ),
  "create /root/.local/share/Trash/info/existing.txt.trashinfo",
  "move /root/.local/share/Trash/files/existing.txt",
];

/** Effects of a line of root's in short, and whether anything is unknown. */
function toldOf(line: string, as: "user" | "root" = "root"): readonly string[] {
  const { effects, unknown } = foreseeThere(line, as);
  const told = effects.map((effect) => {
    if (effect.kind === "device") return `device ${effect.action} ${effect.path}`;
    if (effect.kind === "network" || effect.kind === "service")
      return `${effect.kind} ${effect.action} ${effect.target}`;
    return "path" in effect ? `${effect.kind} ${effect.path}` : effect.kind;
  });
  return [...told, ...(unknown.length > 0 ? ["unknown"] : [])];
}

const lines: readonly (readonly [line: string, ...told: string[]])[] = [
  ["update-grub", "unknown"],
  ["grub-mkconfig"],
  ["grub-mkconfig -o /boot/grub/grub.cfg", "unknown"],
  ["grub-install /dev/sdb", "device boot /dev/sdb", "unknown"],
  ["update-initramfs -u", "unknown"],
  ["efibootmgr -v"],
  ["efibootmgr -b 0001 -B", "unknown"],
  ["ldconfig -p"],
  ["ldconfig", "unknown"],
  ["depmod -a", "unknown"],
  ["logrotate -d /etc/logrotate.conf"],
  ["logrotate -f /etc/logrotate.conf", "unknown"],
  ["certbot certificates"],
  ["certbot renew", "unknown"],
  ["update-alternatives --list editor"],
  ["ethtool eth0"],
  ["ethtool -s eth0 speed 100", "network setting eth0"],
  ["arp -n"],
  ["arp -d 10.0.0.1", "network setting 10.0.0.1"],
  ["tc qdisc show dev eth0"],
  ["tc qdisc add dev eth0 root netem delay 1s", "network shape-traffic eth0"],
  ["conntrack -L"],
  ["conntrack -F", "network flush-connections every connection"],
  ["fail2ban-client status sshd"],
  ["fail2ban-client set sshd banip 203.0.113.5", "network ban 203.0.113.5"],
  ["fail2ban-client stop", "service stop fail2ban.service"],
  ["hwclock"],
  ["hwclock --hctosys", "service set-clock the clock"],
  ["hwclock -w", "service set-clock the clock of the hardware", "unknown"],
  ["ntpdate -q pool.ntp.org"],
  ["ntpdate pool.ntp.org", "service set-clock the clock"],
  ["logger done"],
  ["make", "run-code", "unknown"],
  ["cmake --version"],
  ["gcc -o prog a.c", "run-code", "unknown"],
  ["sftp ann@host", "unknown"],
  ["chroot / rm /root/existing.txt", "delete /root/existing.txt"],
  ["chroot /mnt rm /x", "unknown"],
  ["chroot /nosuch rm /root/existing.txt"],
  ["nsenter -t 1 -m -- rm /root/existing.txt", "delete /root/existing.txt"],
  ["nsenter -t 1 -n ip a"],
  ["nsenter -t 4711 -m rm /x", "unknown"],
  ["tmux new -d 'rm /root/existing.txt'", "delete /root/existing.txt"],
  ["tmux new-session -d -s work rm /root/existing.txt", "delete /root/existing.txt"],
  ["tmux ls"],
  ["tmux attach -t work"],
  ["tmux kill-session -t work", "unknown"],
  ["tmux send-keys -t work 'rm x' Enter", "unknown"],
  ["screen -dmS work rm /root/existing.txt", "delete /root/existing.txt"],
  ["screen -ls"],
  ["screen -r work"],
  ["screen -S work -X quit", "unknown"],
  ["ddrescue -f /dev/sdb1 /dev/sdc map", "device write /dev/sdc", "create /root/map"],
  ["ddrescue /dev/sdb1 /dev/sdc"],
  ["ddrescue /dev/sdb1 disk.img", "create /root/disk.img"],
  ["pv existing.txt > /dev/sdc", "device write /dev/sdc", "device write /dev/sdc"],
  ["pv -o copy existing.txt", "create /root/copy"],
  ["pv nosuch > copy", "create /root/copy"],
  ["gpg -c existing.txt", "create /root/existing.txt.gpg", "unknown"],
  ["gpg --armor -o out --sign existing.txt", "create /root/out", "unknown"],
  ["gpg --batch --delete-secret-keys ann", "service drop-data the secret key of ann", "unknown"],
  ["gpg --delete-keys ann", "unknown"],
  ["gpg --list-keys", "unknown"],
  ["gpg --version"],
  ["rename existing new existing.txt", "move /root/new.txt"],
  ["rename -n existing new existing.txt"],
  ["rename -o passwd group /etc/passwd"],
  ["rename 'system(1)' existing.txt", "unknown"],
  ["printf 'a\\r\\n' > dos; dos2unix dos", "create /root/dos", "write /root/dos"],
  ["echo a > x; dos2unix -n x new", "create /root/x", "create /root/new"],
  ["echo a > x; unix2dos x", "create /root/x", "write /root/x"],
  ["dos2unix -c mac existing.txt", "unknown"],
  ["gio trash existing.txt", ...trashed],
  ["trash-put existing.txt", ...trashed],
  ["trash-empty", "unknown"],
  ["postsuper -d ALL", "service drop-data every waiting mail"],
  ["postsuper -d 4F2A", "unknown"],
  ["postqueue -p"],
  ["postqueue -f", "unknown"],
  ["exim -bp"],
  ["exim4 -Mrm 1abc", "unknown"],
  ["kubeadm reset -f", "service drop-data what this machine holds of the cluster"],
  ["kubeadm token list"],
  ["kubeadm join 192.0.2.1:6443", "unknown"],
  ["virsh undefine web --remove-all-storage", "service drop-data web"],
  ["virsh undefine web", "unknown"],
  ["virsh list --all"],
  ["virsh dominfo web"],
  ["qm destroy 104", "service drop-data 104"],
  ["pct list"],
  ["incus delete web --force", "service drop-data web"],
  ["lxc launch ubuntu:24.04 web", "unknown"],
  ["dmesg -T"],
  ["dmesg -C", "unknown"],
  ["kexec -e", "power"],
  ["kexec -l /boot/vmlinuz"],
  ["pg_dump shop > dump.sql", "create /root/dump.sql"],
  ["pg_dumpall -U postgres -f all.sql", "create /root/all.sql"],
  ["mysqldump --result-file=existing.txt shop", "write /root/existing.txt"],
  ["pg_dump -Fd -f folder shop", "unknown"],
];

describe("administration", () => {
  for (const [line, ...told] of lines) it(line, () => assert.deepEqual(toldOf(line), told));
});

describe("an ordinary user may not", () => {
  for (const line of [
    "update-grub",
    "ethtool -s eth0 speed 100",
    "hwclock -w",
    "chroot / rm -r /etc",
  ]) {
    it(line, () => assert.deepEqual(toldOf(line, "user"), []));
  }
});
