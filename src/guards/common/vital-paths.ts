import type { Facts, Requirement } from "../../domain/facts.ts";
import { showName } from "../../domain/text.ts";
import { isWithin } from "../../domain/view/tree.ts";
import type { Path } from "../../domain/world.ts";

/** Words to follow "needed" for paths that every Linux system has, whoever packaged it. */
const critical: readonly (readonly [paths: string, purpose: string])[] = [
  ["/", "by everything"],
  ["/bin /sbin /lib /lib32 /lib64 /libx32 /usr", "by every program"],
  ["/usr/bin /usr/sbin /usr/lib /usr/lib64 /usr/libexec", "by every program"],
  ["/etc", "for the settings of the whole system"],
  ["/boot", "to start the machine"],
  ["/dev /proc /sys", "to talk to the kernel"],
  ["/var /var/lib", "by every service for its data"],
  [
    "/var/lib/dpkg /var/lib/dpkg/status /var/lib/dpkg/info /var/lib/rpm /usr/lib/sysimage/rpm /var/lib/pacman /var/lib/pacman/local",
    "to install, update or remove software",
  ],
  ["/etc/passwd /etc/shadow /etc/group", "to log in"],
  ["/etc/pam.d", "to log in"],
  ["/home", "by everybody who has files here"],
];

const dangerous: readonly (readonly [paths: string, purpose: string])[] = [
  ["/etc/gshadow /etc/nsswitch.conf /etc/security /etc/login.defs /etc/shells", "to log in"],
  [
    "/etc/pam.d/common-auth /etc/pam.d/common-account /etc/pam.d/common-session /etc/pam.d/system-auth /etc/pam.d/login /etc/pam.d/sshd",
    "to log in",
  ],
  ["/etc/sudoers /etc/sudoers.d /etc/pam.d/sudo /etc/pam.d/su", "to become root"],
  ["/etc/ssh /etc/ssh/sshd_config", "to reach this machine over the network"],
  [
    "/etc/fstab /etc/crypttab /etc/initramfs-tools /etc/default/grub /boot/grub",
    "to start the machine",
  ],
  ["/etc/systemd /etc/init.d", "to start services"],
  ["/etc/hosts /etc/resolv.conf /etc/network /etc/netplan /etc/NetworkManager", "for the network"],
  ["/etc/apt /etc/dpkg /etc/yum.repos.d /etc/pacman.d", "to install, update or remove software"],
  ["/etc/ld.so.conf /etc/ld.so.conf.d /etc/ld.so.cache", "by every program"],
  ["/etc/profile /etc/environment /etc/profile.d /etc/bash.bashrc", "to log in"],
  ["/lib/modules /usr/lib/modules /usr/lib/firmware", "to drive the hardware"],
  ["/root", "by the administrator"],
  [
    "/run /var/run /run/dbus /run/dbus/system_bus_socket /run/systemd /run/udev /run/user",
    "by every running service",
  ],
  ["/run/sshd", "to reach this machine over the network"],
  ["/tmp /var/tmp", "by every program for temporary files"],
  ["/var/log /var/spool /var/mail", "by services for logs, queued work and mail"],
  ["/var/cache", "by programs that take their folders in it for granted"],
  ["/usr/share /usr/local /usr/include /opt /srv /mnt /media", "by installed software"],
  ["/dev/null /dev/zero /dev/random /dev/urandom /dev/tty", "by nearly every program"],
];

let table: ReadonlyMap<Path, Requirement> | undefined;

function vitalPaths(): ReadonlyMap<Path, Requirement> {
  if (table !== undefined) return table;
  const made = new Map<Path, Requirement>();
  for (const [paths, purpose] of dangerous) {
    for (const path of paths.split(" ")) made.set(path, { severity: "danger", purpose });
  }
  for (const [paths, purpose] of critical) {
    for (const path of paths.split(" ")) made.set(path, { severity: "critical", purpose });
  }
  table = made;
  return table;
}

/** Why any Linux system needs the path, without a look at this machine's packages. */
export function vitalReason(path: Path): Requirement | undefined {
  return vitalPaths().get(path);
}

/** The directory among those that the settings guard, at or above the path. */
export function guardedAbove(path: Path, { guardedPaths = [] }: Facts): Path | undefined {
  return guardedPaths.find((guarded) => isWithin(path, guarded));
}

/** Why this machine needs the path: what the packages say, or what holds for any system. */
export function requirementOf(path: Path, facts: Facts): Requirement | undefined {
  const common = vitalReason(path);
  if (common?.severity === "critical") return common;
  const guarded = guardedAbove(path, facts);
  if (guarded !== undefined) {
    const purpose = `as the settings guard ${showName(guarded)}`;
    return { severity: "danger", purpose, isGuarded: true };
  }
  const own = facts.packages.requirement(path);
  if (own?.severity !== "critical") return common ?? own;
  // One rule or one service among others: there are sane reasons to take it away.
  return /^\/etc\/(pam|sudoers)\.d\/./.test(path) ? { ...own, severity: "danger" } : own;
}
