import { isExtended } from "../../domain/access-list.ts";
import { rightNames } from "../../domain/access-report.ts";
import type { AccountFacts } from "../../domain/facts.ts";
import type { Inode, PermissionFacts } from "./facts.ts";
import { type ClassKind, permissionsOf, rightsOf, type Subject } from "./subjects.ts";
import { type EntryWish, type Resolution, targetOf } from "./target.ts";
import { hasWish, wishedBits } from "./wished-bits.ts";
import type { Wish, Wishes } from "./wishes.ts";

/**
 * How wishes are met by the least: the mode alone where that can say it, else another group, and
 * an access list only where neither does.
 */
export function resolve(wishes: Wishes, root: Inode, facts: PermissionFacts): Resolution {
  const inodes = inScope(wishes, root, facts);
  const hasLists = inodes.some(({ lists }) => lists !== undefined && isExtended(lists.access));
  const { isRecursive, mode, owner, group } = wishes;
  const classes = withoutIdle(wishes, inodes);
  const isGroupInList = hasLists && hasWish(classes.group);
  const plain: Resolution = {
    isRecursive,
    classes,
    ...(mode === undefined ? {} : { mode }),
    ...(owner === undefined ? {} : { owner }),
    ...(group === undefined ? {} : { group }),
    entries: [],
    isGroupInList,
  };
  const needed = neededEntries(wishes, root, inodes, plain);
  if (needed.length === 0) return plain;
  const swapped = hasLists ? undefined : withOtherGroup(needed, plain, inodes, facts.accounts);
  if (swapped !== undefined) return swapped;
  return { ...plain, entries: needed };
}

/** The path and, in a tree, everything below it. */
export function inScope(
  { isRecursive }: { readonly isRecursive: boolean },
  root: Inode,
  { below }: Pick<PermissionFacts, "below">,
): readonly Inode[] {
  return isRecursive ? [root, ...below] : [root];
}

/** Wishes that hold everywhere already are left out, so that what is done stays small. */
function withoutIdle(
  { classes, isRecursive }: Wishes,
  inodes: readonly Inode[],
): Resolution["classes"] {
  const needed = (kind: ClassKind): Wish => {
    const wish = classes[kind];
    const isIdle = inodes.every((inode) => {
      const now = permissionsOf({ kind }, inode);
      return wishedBits(now, wish, inode, isRecursive) === now;
    });
    if (isIdle) return {};
    const rights = rightNames.filter((right) =>
      inodes.some((inode) => {
        const now = permissionsOf({ kind }, inode);
        return wishedBits(now, { [right]: wish[right] }, inode, isRecursive) !== now;
      }),
    );
    // Folders stay enterable for those who may see them: the two go together.
    const isWhole = rights.length === rightNames.length || wish.run !== undefined;
    return isWhole ? wish : Object.fromEntries(rights.map((right) => [right, wish[right]]));
  };
  return { owner: needed("owner"), group: needed("group"), others: needed("others") };
}

function neededEntries(
  wishes: Wishes,
  root: Inode,
  inodes: readonly Inode[],
  plain: Resolution,
): readonly EntryWish[] {
  return wishes.named.flatMap(({ subject, wish }) => {
    if (!("id" in subject) || !hasWish(wish)) return [];
    const rights = { ...rightsOf(permissionsOf(subject, root)), ...wish };
    const tag = subject.kind === "user" ? ("user" as const) : ("group" as const);
    const groups = subject.kind === "user" ? subject.groups : [];
    const { id, name } = subject;
    const entry = { tag, id, name, groups, wish, rights, isRemoved: false };
    const gone = { ...entry, isRemoved: true };
    const isMetWith = (entries: readonly EntryWish[]): boolean =>
      inodes.every((inode) => isMet(inode, subject, wish, { ...plain, entries }, root));
    if (isMetWith([])) return [];
    // Who is to have nothing, and has nothing without an entry, needs none.
    const isNothing = !rights.see && !rights.change && !rights.run;
    const isListed = inodes.some((inode) => isOnList(inode, entry));
    return isNothing && isListed && isMetWith([gone]) ? [gone] : [entry];
  });
}

function isOnList({ lists }: Inode, { tag, id }: Pick<EntryWish, "tag" | "id">): boolean {
  return lists?.access.named.some((one) => one.tag === tag && one.id === id) ?? false;
}

/** Whether somebody has just what was asked for on an inode, after the rest is done. */
function isMet(
  inode: Inode,
  subject: Subject,
  wish: Wish,
  resolution: Resolution,
  root: Inode,
): boolean {
  const after = targetOf(inode, resolution, inode === root);
  const wanted = wishedBits(permissionsOf(subject, inode), wish, inode, resolution.isRecursive);
  return permissionsOf(subject, after) === wanted;
}

/**
 * One name more can be the owning group, where the group so far has nothing that everybody else
 * has not, and nobody else comes in with it.
 */
function withOtherGroup(
  needed: readonly EntryWish[],
  plain: Resolution,
  inodes: readonly Inode[],
  accounts: AccountFacts,
): Resolution | undefined {
  const [only] = needed;
  if (only === undefined || needed.length > 1 || plain.group !== undefined) return undefined;
  if (plain.mode !== undefined || only.isRemoved) return undefined;
  const group = only.tag === "group" ? { name: only.name, gid: only.id } : ownGroup(only, accounts);
  if (
    group === undefined ||
    inodes.some(({ gid, uid }) => gid !== inodes[0]?.gid || uid === only.id)
  ) {
    return undefined;
  }
  const isUseless = inodes.every((inode) => {
    const after = targetOf(inode, plain, inode === inodes[0]);
    return ((after.mode >> 3) & 7) === (after.mode & 7);
  });
  if (!isUseless) return undefined;
  const classes = { ...plain.classes, group: only.rights };
  return { ...plain, classes, group };
}

/** A user's own group, that nobody else is in. */
function ownGroup(
  { id, tag }: EntryWish,
  accounts: AccountFacts,
): { readonly name: string; readonly gid: number } | undefined {
  const user = tag === "user" ? accounts.user(id) : undefined;
  const group = user === undefined ? undefined : accounts.group(user.gid);
  if (user === undefined || group === undefined) return undefined;
  const isShared = group.members.some((name) => name !== user.name);
  const isPrimaryElsewhere = accounts.users.some(({ uid, gid }) => gid === group.gid && uid !== id);
  return isShared || isPrimaryElsewhere ? undefined : { name: group.name, gid: group.gid };
}
