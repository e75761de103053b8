/** Who does something: what the kernel goes by when it allows or denies. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** Effective capabilities in the kernel's lower-case names without `cap_`: `dac_override` … */
  readonly capabilities: ReadonlySet<string>;
  /** The program that raised or changed the identity (`sudo`, `doas`, `su`), absent for the caller's own. */
  readonly elevatedBy?: string;
  /** Not the caller, whose eyes see the disk, but who will do it: root's helper. */
  readonly isSupposed?: true;
}

/** Whether it may see more of the disk than the one who looks does now. */
export function mayBeHidden({ elevatedBy, isSupposed }: Identity): boolean {
  return elevatedBy !== undefined || isSupposed === true;
}

/** Every capability that decides over files; a full root has at least these. */
export const fileCapabilities: ReadonlySet<string> = new Set([
  "chown",
  "dac_override",
  "dac_read_search",
  "fowner",
  "fsetid",
  "linux_immutable",
  "mknod",
  "setfcap",
  "sys_admin",
]);

/** Root as sudo makes it. */
export function rootIdentity(elevatedBy?: string): Identity {
  const root = { uid: 0, gid: 0, groups: [0], capabilities: fileCapabilities };
  return elevatedBy === undefined ? root : { ...root, elevatedBy };
}
