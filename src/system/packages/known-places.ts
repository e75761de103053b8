import { release } from "node:os";
import type { Requirement } from "../../domain/facts.ts";
import type { Path } from "../../domain/world.ts";

/** Directories of the hierarchy standard: needed whatever packages say. */
const topDirectories: ReadonlyMap<Path, Requirement> = table([
  ["critical", "by everything on this machine", "/"],
  [
    "critical",
    "by every program",
    "/usr /usr/bin /usr/sbin /usr/lib /usr/lib64 /usr/libexec /bin /sbin /lib /lib32 /lib64 /libx32",
  ],
  ["critical", "to start the machine and to log in", "/etc /boot /var /var/lib"],
  ["critical", "by the running system", "/dev /proc /sys /run"],
  ["danger", "by everyone who logs in here", "/home"],
  ["danger", "by the administrator's account", "/root"],
  ["danger", "by the programs installed there", "/opt /usr/local"],
  ["danger", "by the services that keep their data there", "/srv"],
  ["danger", "by programs that keep temporary files", "/tmp /var/tmp"],
]);

/** What matters most and what no package owns, since it is made or edited on each machine. */
const places: ReadonlyMap<Path, Requirement> = table([
  ["critical", "to log in", "/etc/passwd /etc/shadow /etc/group /etc/pam.d /etc/pam.conf"],
  // Without these much stops, and whoever sits at the machine can still put them back.
  ["danger", "to log in and to look up names", "/etc/gshadow /etc/nsswitch.conf"],
  ["danger", "to become root", "/etc/sudoers /etc/sudoers.d"],
  ["danger", "to log in over the network", "/etc/ssh /etc/ssh/sshd_config /etc/ssh/sshd_config.d"],
  ["danger", "to mount the disks when the machine starts", "/etc/fstab /etc/crypttab"],
  [
    "critical",
    "to start the machine",
    "/etc/inittab /boot/grub /boot/grub2 /boot/efi /boot/loader",
  ],
  [
    "critical",
    "to install and repair packages",
    "/var/lib/dpkg /var/lib/dpkg/status /var/lib/dpkg/info /var/lib/rpm /usr/lib/sysimage/rpm /var/lib/pacman /var/lib/pacman/local",
  ],
  ["danger", "to log in", "/etc/security /etc/login.defs /etc/shells /etc/subuid /etc/subgid"],
  ["danger", "to find libraries", "/etc/ld.so.cache /etc/ld.so.conf /etc/ld.so.conf.d"],
  ["danger", "to find other machines", "/etc/hosts /etc/resolv.conf /etc/hostname"],
  [
    "danger",
    "to reach the network",
    "/etc/network /etc/network/interfaces /etc/netplan /etc/NetworkManager",
  ],
  ["danger", "to trust other machines", "/etc/ssl /etc/ssl/certs /etc/ca-certificates"],
  [
    "danger",
    "to start services",
    "/etc/systemd /etc/init.d /etc/default /etc/machine-id /var/lib/systemd",
  ],
  ["danger", "to choose between programs", "/etc/alternatives"],
  [
    "danger",
    "to install packages",
    "/etc/apt /etc/apt/sources.list /etc/apt/trusted.gpg.d /etc/yum.repos.d /etc/pacman.conf",
  ],
  [
    "danger",
    "by nearly every program",
    "/dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty /dev/pts /dev/ptmx /dev/shm",
  ],
]);

type Row = readonly [severity: Requirement["severity"], purpose: string, paths: string];

function table(rows: readonly Row[]): ReadonlyMap<Path, Requirement> {
  return new Map(
    rows.flatMap(([severity, purpose, paths]) =>
      paths.split(" ").map((path) => [path, { severity, purpose }] as const),
    ),
  );
}

/** Why the machine needs a path, as far as that can be said without a package database. */
export function knownRequirement(path: Path): Requirement | undefined {
  return topDirectories.get(path) ?? places.get(path) ?? startRequirement(path);
}

/** Kernels, what they load, and host keys; those of another kernel than the running one less so. */
function startRequirement(path: Path): Requirement | undefined {
  const purpose = "to start the machine";
  if (/^\/boot\/(?:grub2?|efi|loader)\//.test(path)) return { severity: "critical", purpose };
  if (/^\/etc\/pam\.d\//.test(path)) return { severity: pamSeverity(path), purpose: "to log in" };
  if (/^\/etc\/sudoers\.d\//.test(path)) return { severity: "danger", purpose: "to become root" };
  if (/^\/etc\/ssh\/ssh_host_\w+_key$/.test(path)) {
    return { severity: "danger", purpose: "to log in over the network" };
  }
  const isKernel =
    /^\/boot\/(?:vmlinu[xz]|kernel|initrd|initramfs)|^\/(?:usr\/)?lib\/modules(?:\/|$)/.test(path);
  if (!isKernel) return undefined;
  const isOther = /\d+\.\d+/.test(path) && !path.includes(release());
  return { severity: isOther ? "danger" : "critical", purpose };
}

/** Every way in goes by the common files and the one of its own name. */
function pamSeverity(path: Path): Requirement["severity"] {
  return /\/(?:common-.*|system-.*|password-auth|postlogin|other|login|sshd|sudo|su|su-l)$/.test(
    path,
  )
    ? "critical"
    : "danger";
}
