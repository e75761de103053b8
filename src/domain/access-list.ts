import type { Identity } from "./identity.ts";

/** 4 to read, 2 to write, 1 to run or enter. */
export type Permissions = number;

/** What one named user or group may do. */
export interface NamedEntry {
  readonly tag: "user" | "group";
  readonly id: number;
  readonly permissions: Permissions;
}

/** A POSIX access list whole: what a mode says and what goes beyond it. */
export interface AccessList {
  readonly owner: Permissions;
  readonly group: Permissions;
  readonly other: Permissions;
  /** The most that the group and everybody named may have; a mode's group bits where there is one. */
  readonly mask?: Permissions;
  readonly named: readonly NamedEntry[];
}

/** The list that decides, and the one that a directory hands on to what is made in it. */
export interface AccessLists {
  readonly access: AccessList;
  readonly inherited?: AccessList;
}

/** What a mode alone says. */
export function listOfMode(mode: number): AccessList {
  return { owner: (mode >> 6) & 7, group: (mode >> 3) & 7, other: mode & 7, named: [] };
}

/** The mode that shows a list; set-id and sticky bits are those of `mode`. */
export function modeOfList(list: AccessList, mode: number): number {
  const middle = list.mask ?? list.group;
  return (mode & 0o7000) | (list.owner << 6) | (middle << 3) | list.other;
}

/** The list after chmod(2): the group's bits are the mask's where there is one. */
export function listWithMode(list: AccessList, mode: number): AccessList {
  const { owner, group, other } = listOfMode(mode);
  if (list.mask === undefined) return { ...list, owner, group, other };
  return { ...list, owner, mask: group, other };
}

/** Whether it says more than a mode can. */
export function isExtended({ mask, named }: AccessList): boolean {
  return mask !== undefined || named.length > 0;
}

/** Whether two lists say the same. */
export function isSameList(first: AccessList, second: AccessList): boolean {
  return textOfList(first) === textOfList(second);
}

export function areSameLists(first: AccessLists, second: AccessLists): boolean {
  if (!isSameList(first.access, second.access)) return false;
  if (first.inherited === undefined || second.inherited === undefined) {
    return first.inherited === second.inherited;
  }
  return isSameList(first.inherited, second.inherited);
}

/** The union of what the mask holds down: what setfacl(1) makes it. */
export function wideMask({ group, named }: AccessList): Permissions {
  return named.reduce((mask, { permissions }) => mask | permissions, group);
}

/** As acl_to_text(3) writes it with numbers, entries in the order of their ids, by commas. */
export function textOfList(list: AccessList): string {
  const { owner, group, other, mask } = list;
  const sorted = [...list.named].sort(compareEntries);
  const users = sorted.filter(({ tag }) => tag === "user").map(textOfEntry);
  const groups = sorted.filter(({ tag }) => tag === "group").map(textOfEntry);
  return [
    `user::${textOfPermissions(owner)}`,
    ...users,
    `group::${textOfPermissions(group)}`,
    ...groups,
    ...(mask === undefined ? [] : [`mask::${textOfPermissions(mask)}`]),
    `other::${textOfPermissions(other)}`,
  ].join(",");
}

function textOfEntry({ tag, id, permissions }: NamedEntry): string {
  return `${tag}:${id}:${textOfPermissions(permissions)}`;
}

/** `rw-`. */
export function textOfPermissions(permissions: Permissions): string {
  return [4, 2, 1].map((bit, at) => ((permissions & bit) === 0 ? "-" : "rwx".charAt(at))).join("");
}

function compareEntries(first: NamedEntry, second: NamedEntry): number {
  return first.id - second.id;
}

/** What the kernel goes by for somebody who asks: the file's owner, group, mode and list. */
export interface Guarded {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
  readonly list?: AccessList;
}

type Asker = Pick<Identity, "uid" | "gid" | "groups">;

/**
 * The permissions that a file's list, or its mode alone, gives somebody, without what capabilities
 * add. Each of the three on its own: with several groups, reading may come from one and writing
 * from another, which no single open(2) for both is granted.
 */
export function grantedPermissions(file: Guarded, who: Asker): Permissions {
  return entriesFor(file, who).reduce((union, permissions) => union | permissions, 0);
}

/** Whether one entry gives somebody all that is wanted at once, as the kernel asks. */
export function areGranted(file: Guarded, who: Asker, wanted: Permissions): boolean {
  return entriesFor(file, who).some((permissions) => (permissions & wanted) === wanted);
}

/** The entries that the kernel looks at, already held down by the mask. */
function entriesFor(file: Guarded, who: Asker): readonly Permissions[] {
  const { mode, list } = file;
  if (who.uid === file.uid) return [(mode >> 6) & 7];
  const isMember = (gid: number): boolean => who.gid === gid || who.groups.includes(gid);
  // The kernel looks at the list only where the group's bits of the mode, the mask, are not empty.
  if (list === undefined || !isExtended(list) || (mode & 0o070) === 0) {
    return [(isMember(file.gid) ? mode >> 3 : mode) & 7];
  }
  const mask = (mode >> 3) & 7;
  const user = list.named.find(({ tag, id }) => tag === "user" && id === who.uid);
  if (user !== undefined) return [user.permissions & mask];
  const groups = list.named.filter(({ tag, id }) => tag === "group" && isMember(id));
  const granted = groups.map(({ permissions }) => permissions & mask);
  if (isMember(file.gid)) granted.push(list.group & mask);
  return granted.length === 0 ? [mode & 7] : granted;
}
