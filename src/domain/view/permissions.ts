import { type AccessLists, areGranted } from "../access-list.ts";
import type { Identity } from "../identity.ts";
import type { Path } from "../world.ts";

interface Protected {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly type: string;
  readonly origin?: Path;
  readonly lists?: AccessLists;
  /** Looks for lists on the disk; absent for what the line makes. */
  readonly findLists?: FindLists;
}

/** The access lists that a node has on the disk, where they say more than its mode. */
export type FindLists = (node: { readonly origin?: Path }) => AccessLists | undefined;

/** Whether the kernel lets the identity use the node: 4 read, 2 write, 1 search or execute. */
export function mayUse(node: Protected, identity: Identity, want: number): boolean {
  const shift = classShift(node, identity);
  const isGranted = ((node.mode >> shift) & want) === want;
  if (!isGranted && overrides(node, identity, want)) return true;
  // Of the owner, and of all where the group's bits are empty, the mode says everything.
  if (shift === 6 || (node.mode & 0o070) === 0 || (isGranted && shift === 0)) return isGranted;
  const lists = node.lists ?? node.findLists?.(node);
  if (lists === undefined) return isGranted;
  return areGranted({ ...node, list: lists.access }, identity, want);
}

/** Whether the identity may act as the owner: change the mode, delete in a sticky directory. */
export function ownsNode(node: { readonly uid: number }, identity: Identity): boolean {
  return node.uid === identity.uid || identity.capabilities.has("fowner");
}

/** The kernel's protected_hardlinks: a foreign file must be plain, readable and writable. */
export function mayLink(node: Protected, identity: Identity): boolean {
  if (ownsNode(node, identity)) return true;
  const isSetId = (node.mode & 0o4000) !== 0 || (node.mode & 0o2010) === 0o2010;
  return node.type === "file" && !isSetId && mayUse(node, identity, 6);
}

/** Whether the identity belongs to the group. */
export function isInGroup(identity: Identity, gid: number): boolean {
  return identity.gid === gid || identity.groups.includes(gid);
}

function classShift(node: Protected, identity: Identity): number {
  if (node.uid === identity.uid) return 6;
  return isInGroup(identity, node.gid) ? 3 : 0;
}

function overrides(node: Protected, identity: Identity, want: number): boolean {
  const isDirectory = node.type === "directory";
  if (identity.capabilities.has("dac_override")) {
    return isDirectory || (want & 1) === 0 || (node.mode & 0o111) !== 0;
  }
  if (!identity.capabilities.has("dac_read_search")) return false;
  return (want & 2) === 0 && (isDirectory || (want & 1) === 0);
}
