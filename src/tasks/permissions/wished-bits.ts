import type { Permissions } from "../../domain/access-list.ts";
import { type Inode, isProgram } from "./facts.ts";
import type { Wish } from "./wishes.ts";

/**
 * The permissions that a wish makes of those there are. Folders that one may see can be entered;
 * in a tree, only files that are programs already can be run afterwards.
 */
export function wishedBits(
  now: Permissions,
  wish: Wish,
  inode: Inode,
  isRecursive: boolean,
): Permissions {
  const see = wish.see ?? (now & 4) !== 0;
  const change = wish.change ?? (now & 2) !== 0;
  const run =
    inode.type === "directory"
      ? canEnter(now, wish, see, isRecursive)
      : isRecursive && !isProgram(inode)
        ? (now & 1) !== 0
        : (wish.run ?? (now & 1) !== 0);
  return (see ? 4 : 0) | (change ? 2 : 0) | (run ? 1 : 0);
}

function canEnter(now: Permissions, wish: Wish, see: boolean, isRecursive: boolean): boolean {
  const isOpened = (now & 1) !== 0 || wish.see === true || wish.change === true;
  if (wish.run === undefined) return isOpened;
  return wish.run || (isRecursive && see && isOpened);
}

/** Whether all three rights are chosen. */
export function isComplete(wish: Wish): boolean {
  return wish.see !== undefined && wish.change !== undefined && wish.run !== undefined;
}

export function hasWish(wish: Wish): boolean {
  return Object.keys(wish).length > 0;
}
