import type { Facts } from "../../domain/facts.ts";
import type { AccessChange } from "./access-changes.ts";
import { canBePackaged } from "./places.ts";

/** Modes that every system gives these paths: to set them is to put them right. */
const properModes: Readonly<Record<string, readonly number[]>> = {
  "/tmp": [0o1777],
  "/var/tmp": [0o1777],
  "/dev/shm": [0o1777],
  "/etc/passwd": [0o644],
  "/etc/group": [0o644],
  "/etc/shadow": [0o640, 0o600, 0],
  "/etc/gshadow": [0o640, 0o600, 0],
  "/etc/sudoers": [0o440, 0o400],
  "/root": [0o700, 0o750],
  "/usr/bin/sudo": [0o4755, 0o4111],
  "/usr/bin/passwd": [0o4755],
  "/usr/bin/su": [0o4755],
  "/usr/bin/chsh": [0o4755],
  "/usr/bin/chfn": [0o4755],
  "/usr/bin/gpasswd": [0o4755],
  "/usr/bin/newgrp": [0o4755],
  "/usr/bin/mount": [0o4755],
  "/usr/bin/umount": [0o4755],
  "/usr/bin/pkexec": [0o4755],
  "/usr/bin/chage": [0o2755],
  "/usr/bin/expiry": [0o2755],
  "/usr/bin/crontab": [0o2755],
  "/usr/bin/ssh-agent": [0o2755],
  "/usr/sbin/unix_chkpwd": [0o2755],
  "/usr/lib/openssh/ssh-keysign": [0o4755],
  "/usr/lib/dbus-1.0/dbus-daemon-launch-helper": [0o4754],
};

/** Changes that packages are asked about, at the most: who changes more puts nothing right. */
const fewChanges = 5;

/**
 * Whether the change puts a path right: as every system has it, or, where it is one of `among` few,
 * as its package gave it.
 */
export function isRepair(
  { path, after, before }: AccessChange,
  among: number,
  facts: Facts,
): boolean {
  const proper = Object.hasOwn(properModes, path) ? properModes[path] : undefined;
  const isUsual = proper?.includes(after.mode) === true && after.uid === 0;
  if (isUsual && before.gid === after.gid) return true;
  if (among > fewChanges || !canBePackaged(path)) return false;
  const packaged = facts.packages.properAccess?.(path);
  if (packaged === undefined) return false;
  return packaged.mode === after.mode && packaged.uid === after.uid && packaged.gid === after.gid;
}
