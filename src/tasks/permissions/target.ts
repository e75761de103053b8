import {
  type AccessList,
  type AccessLists,
  areSameLists,
  isExtended,
  listWithMode,
  modeOfList,
  type NamedEntry,
  type Permissions,
  wideMask,
} from "../../domain/access-list.ts";
import type { Rights } from "../../domain/access-report.ts";
import { applyMode, parseMode } from "../../domain/mode.ts";
import { type Inode, isOrdinary, isProgram } from "./facts.ts";
import { type ClassKind, listOf, permissionsOf, type Subject } from "./subjects.ts";
import { hasWish, wishedBits } from "./wished-bits.ts";
import { choosesSpecialBits, octalOf, type Wish } from "./wishes.ts";

/** One entry that access lists get, or lose where it has no rights. */
export interface EntryWish {
  readonly tag: "user" | "group";
  readonly id: number;
  readonly name: string;
  /** The groups of a user. */
  readonly groups: readonly number[];
  /** What was chosen; the rest stays on each thing as it is there. */
  readonly wish: Wish;
  /** The same whole, as the row of the path itself shows it: what one command can set. */
  readonly rights: Rights;
  /** The entry goes: what the classes give is what was asked for. */
  readonly isRemoved: boolean;
}

/** Wishes with the way they are to be met: owner, group and mode, and lists where those do not do. */
export interface Resolution {
  readonly isRecursive: boolean;
  readonly classes: Readonly<Record<ClassKind, Wish>>;
  readonly mode?: string;
  readonly owner?: { readonly name: string; readonly uid: number };
  readonly group?: { readonly name: string; readonly gid: number };
  readonly entries: readonly EntryWish[];
  /** The group's own permissions are set in the lists, since chmod would change the mask there. */
  readonly isGroupInList: boolean;
}

/** What becomes of one inode. */
export function targetOf(inode: Inode, resolution: Resolution, isRoot: boolean): Inode {
  if (!isRoot && (!resolution.isRecursive || !isOrdinary(inode))) return inode;
  const { owner, group } = resolution;
  const owned = { ...inode, uid: owner?.uid ?? inode.uid, gid: group?.gid ?? inode.gid };
  if (resolution.mode !== undefined) return withMode(owned, resolution.mode, resolution, isRoot);
  const list = listAfter(owned, resolution);
  return withList(owned, list, inheritedAfter(owned, resolution));
}

/** Whether a file is as it was. */
export function isSameInode(first: Inode, second: Inode): boolean {
  const isOwned = first.uid === second.uid && first.gid === second.gid;
  if (!isOwned || first.mode !== second.mode) return false;
  return areSameLists(listsOf(first), listsOf(second));
}

export function listsOf(inode: Inode): AccessLists {
  return inode.lists ?? { access: listOf(inode) };
}

/** Whether an entry of the list has more than its mask lets through. */
export function isHeldBack({ lists }: Inode): boolean {
  const access = lists?.access;
  return access?.mask !== undefined && (wideMask(access) & ~access.mask) !== 0;
}

/** A mode as chmod takes it; below a folder, octal digits leave files without running as they are. */
function withMode(inode: Inode, text: string, { isRecursive }: Resolution, isRoot: boolean): Inode {
  const changes = parseMode(text) ?? [];
  const applied = applyMode(changes, inode.mode, inode.type === "directory", 0).mode;
  const isOctal = octalOf(text) !== undefined;
  const isPlainFile = isRecursive && inode.type === "file" && !isProgram(inode);
  const special = isOctal && !(isRoot && choosesSpecialBits(text)) ? inode.mode : applied;
  const bits = isOctal && isPlainFile ? applied & ~0o111 : applied;
  return withModeBits(inode, (special & 0o7000) | (bits & 0o777));
}

/** The inode after chmod(2). */
export function withModeBits(inode: Inode, mode: number): Inode {
  if (inode.lists === undefined) return { ...inode, mode };
  const lists = { ...inode.lists, access: listWithMode(inode.lists.access, mode) };
  return { ...inode, mode, lists };
}

function withList(inode: Inode, access: AccessList, inherited: AccessList | undefined): Inode {
  const mode = modeOfList(access, inode.mode);
  const { lists: _, ...bare } = inode;
  if (!isExtended(access) && inherited === undefined) return { ...bare, mode };
  return { ...bare, mode, lists: inherited === undefined ? { access } : { access, inherited } };
}

/** setfacl sets the mask anew once it changes anything that the mask holds back. */
function listAfter(inode: Inode, resolution: Resolution): AccessList {
  const { classes, entries, isGroupInList, isRecursive } = resolution;
  const bitsOf = (now: Permissions, wish: Wish): Permissions =>
    wishedBits(now, wish, inode, isRecursive);
  const before = listOf(inode);
  const changesList = entries.length > 0 || (isGroupInList && hasWish(classes.group));
  const now = changesList ? loosened(before) : before;
  const owner = bitsOf(now.owner, classes.owner);
  const other = bitsOf(now.other, classes.others);
  const group = bitsOf(now.group, classes.group);
  const named = namedAfter(now.named, inode, resolution);
  const list = { owner, group, other, named };
  if (!changesList) return { ...list, ...(now.mask === undefined ? {} : { mask: now.mask }) };
  const isPlain = named.length === 0 && now.mask === undefined;
  return isPlain ? list : { ...list, mask: maskOf(list) };
}

/**
 * The kernel looks at a list only while its mask is not empty: where all that are named are kept
 * out, and everybody else is not, the mask has to have something that nobody on the list has.
 */
function maskOf(list: AccessList): Permissions {
  const mask = wideMask(list);
  return mask === 0 && list.named.length > 0 && list.other !== 0 ? 4 : mask;
}

/** What a mask holds back is taken away for good, before the mask grows. */
function loosened(list: AccessList): AccessList {
  const { mask } = list;
  if (mask === undefined) return list;
  const named = list.named.map((entry) => ({ ...entry, permissions: entry.permissions & mask }));
  return { ...list, group: list.group & mask, named };
}

function namedAfter(
  now: readonly NamedEntry[],
  inode: Inode,
  { entries, isRecursive }: Resolution,
): readonly NamedEntry[] {
  const rest = now.filter((one) => !entries.some((entry) => isFor(entry, one)));
  const set = entries
    .filter(({ isRemoved }) => !isRemoved)
    .map((entry) => {
      const before = permissionsOf(subjectOf(entry), inode);
      const permissions = wishedBits(before, entry.wish, inode, isRecursive);
      return { tag: entry.tag, id: entry.id, permissions };
    });
  return [...rest, ...set];
}

function subjectOf({ tag, id, name, groups }: EntryWish): Subject {
  return tag === "user" ? { kind: "user", id, name, groups } : { kind: "named-group", id, name };
}

function isFor(entry: EntryWish, one: NamedEntry): boolean {
  return entry.tag === one.tag && entry.id === one.id;
}

/** In a tree, folders hand entries on to what is made in them later. */
function inheritedAfter(inode: Inode, resolution: Resolution): AccessList | undefined {
  const before = inode.lists?.inherited;
  const { entries, isRecursive } = resolution;
  if (!isRecursive || inode.type !== "directory" || entries.length === 0) return before;
  // setfacl copies what a default list lacks from the list that decides.
  const start = before ?? withoutNames(listAfter(inode, resolution));
  const named = namedAfter(start.named, inode, resolution);
  const list = { ...start, named };
  if (named.length === 0 && start.mask === undefined)
    return before === undefined ? undefined : list;
  return { ...list, mask: wideMask(list) };
}

function withoutNames({ owner, group, other }: AccessList): AccessList {
  return { owner, group, other, named: [] };
}
