import type { Action } from "../../domain/action.ts";
import type { AccountFacts } from "../../domain/facts.ts";
import { type Inode, isOrdinary, type PermissionFacts } from "./facts.ts";
import { aclActions, heldBackActions } from "./list-actions.ts";
import { modeCandidates } from "./mode-actions.ts";
import { inScope } from "./resolve.ts";
import { simulate } from "./simulate.ts";
import { singleActions } from "./single-actions.ts";
import { isSameInode, type Resolution, targetOf } from "./target.ts";

/** Single paths that get actions of their own, at the most. */
const maximumSingle = 100;

/** One inode and what becomes of it. */
export interface Pair {
  readonly before: Inode;
  readonly after: Inode;
}

/** The actions that bring a path, and in a tree what is below it, to their targets. */
export interface PlannedActions {
  readonly actions: readonly Action[];
  readonly changing: readonly Pair[];
  readonly staying: number;
}

/** Undefined where no few actions do it: too many single files would need one each. */
export function planActions(
  resolution: Resolution,
  root: Inode,
  facts: PermissionFacts,
): PlannedActions | undefined {
  return planExactly(resolution, root, facts) ?? planExactly(asShown(resolution), root, facts);
}

/** Everything in a tree gets what the row of the path itself shows, not only what was chosen. */
function asShown(resolution: Resolution): Resolution {
  const entries = resolution.entries.map((entry) => ({ ...entry, wish: entry.rights }));
  return { ...resolution, entries };
}

function planExactly(
  resolution: Resolution,
  root: Inode,
  facts: PermissionFacts,
): PlannedActions | undefined {
  const inodes = inScope(resolution, root, facts);
  const pairs = inodes.map((before): Pair => {
    return { before, after: targetOf(before, resolution, before === root) };
  });
  const changing = pairs.filter(({ before, after }) => !isSameInode(before, after));
  const staying = inodes.length - changing.length;
  if (changing.length === 0) return { actions: [], changing, staying };
  const actions = findActions(candidatesFor(resolution, pairs, facts), pairs, facts.accounts);
  return actions === undefined ? undefined : { actions, changing, staying };
}

/**
 * The fewest and plainest actions that do it. Each candidate is tried out on everything in the
 * tree; what it would leave otherwise, a set-id program or the like, is put right one by one.
 */
function findActions(
  candidates: readonly (readonly Action[])[],
  pairs: readonly Pair[],
  accounts: AccountFacts,
): readonly Action[] | undefined {
  const root = pairs[0]?.before;
  if (root === undefined) return undefined;
  let best: readonly Action[] | undefined;
  let fewest = maximumSingle + 1;
  for (const candidate of candidates) {
    const missed: Pair[] = [];
    for (const { before, after } of pairs) {
      const found = simulate(before, candidate, root, accounts);
      if (!isSameInode(found, after)) missed.push({ before: found, after });
      if (missed.length >= fewest) break;
    }
    if (missed.length >= fewest) continue;
    if (missed.length === 0) return candidate;
    fewest = missed.length;
    best = [...candidate, ...missed.flatMap(singleActions)];
  }
  return best;
}

function candidatesFor(
  resolution: Resolution,
  pairs: readonly Pair[],
  facts: PermissionFacts,
): readonly (readonly Action[])[] {
  const [first] = pairs;
  if (first === undefined) return [];
  const root = first.before;
  if (pairs.length === 1 && !resolution.isRecursive) return [wholeOf(resolution, first), []];
  const inodes = pairs.map(({ before }) => before);
  const isTyped = needsTypes(facts, resolution);
  const owners = ownerActions(resolution, root, pairs, isTyped);
  const lists = aclActions(resolution, root, inodes, isTyped);
  const held = lists.length === 0 ? [] : heldBackActions(inodes);
  const withGroup = { ...resolution, isGroupInList: false };
  const modes = [
    [],
    ...modeCandidates(resolution, root.path, isTyped),
    ...(resolution.isGroupInList ? modeCandidates(withGroup, root.path, isTyped) : []),
  ];
  const plain = modes.map((one) => [...owners, ...one]);
  if (lists.length === 0) return plain;
  return [
    ...modes.flatMap((one) => [
      [...owners, ...one, ...held, ...lists],
      [...owners, ...held, ...lists, ...one],
    ]),
    ...plain,
  ];
}

/** One file or folder by itself. */
function wholeOf(resolution: Resolution, { before, after }: Pair): readonly Action[] {
  const owners = ownerActions(resolution, before, [{ before, after }], false);
  const { uid, gid } = after;
  const lost = owners.length > 0 && before.type === "file" ? 0o6000 : 0;
  const owned = { ...before, uid, gid, mode: before.mode & ~lost };
  return isSameInode(owned, after)
    ? owners
    : [...owners, ...singleActions({ before: owned, after })];
}

/** Whether a tree is to be changed by kinds: what is mounted in it, pipes and devices stay out. */
function needsTypes({ mounts, below }: PermissionFacts, { isRecursive }: Resolution): boolean {
  if (!isRecursive) return false;
  return mounts.length > 0 || below.some((inode) => !isOrdinary(inode));
}

function ownerActions(
  { owner, group, isRecursive }: Resolution,
  root: Inode,
  pairs: readonly Pair[],
  isTyped: boolean,
): readonly Action[] {
  const isOwned = pairs.some(
    ({ before, after }) => before.uid !== after.uid || before.gid !== after.gid,
  );
  if (!isOwned) return [];
  const action = {
    kind: "change-owner",
    path: root.path,
    ...(owner === undefined ? {} : { owner: owner.name }),
    ...(group === undefined ? {} : { group: group.name }),
    isRecursive,
  } as const;
  const kinds = ["directories", "files"] as const;
  return isTyped ? kinds.map((only) => ({ ...action, only })) : [action];
}
