import type { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { type BigIntStats, constants, lstatSync, readlinkSync } from "node:fs";
import { decodeBytes } from "../domain/bytes.ts";
import type { FileType, Path } from "../domain/world.ts";
import { nodePath, systemCodeOf } from "../system/node-path.ts";
import type { After, PathState } from "./entry.ts";
import { readNoFollow } from "./read-file.ts";

/** What a path is now; null when nothing is there or its directory is gone. */
export function readPathState(path: Path): PathState | null {
  const status = readStatus(path);
  return status === undefined ? null : stateOf(path, status);
}

/** lstat(2) with full precision; undefined when nothing is there. */
export function readStatus(path: Path): BigIntStats | undefined {
  try {
    return lstatSync(nodePath(path), { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    if (systemCodeOf(error) === "ENOTDIR") return undefined;
    throw error;
  }
}

/** The state of `path` from its status. */
function stateOf(path: Path, status: BigIntStats): PathState {
  const type = typeOf(status);
  const state: PathState = {
    type,
    mode: Number(status.mode & 0o7777n),
    uid: Number(status.uid),
    gid: Number(status.gid),
    size: Number(status.size),
    device: String(status.dev),
    inode: String(status.ino),
    links: Number(status.nlink),
    deviceNumber: Number(status.rdev),
    modified: String(status.mtimeNs),
    changed: String(status.ctimeNs),
  };
  return type === "link" ? { ...state, target: readTarget(path) } : state;
}

function readTarget(path: Path): string {
  return decodeBytes(readlinkSync(nodePath(path), { encoding: "buffer" }));
}

const types: ReadonlyMap<bigint, FileType> = new Map([
  [BigInt(constants.S_IFREG), "file"],
  [BigInt(constants.S_IFDIR), "directory"],
  [BigInt(constants.S_IFLNK), "link"],
  [BigInt(constants.S_IFIFO), "fifo"],
  [BigInt(constants.S_IFSOCK), "socket"],
  [BigInt(constants.S_IFBLK), "block"],
  [BigInt(constants.S_IFCHR), "character"],
]);

function typeOf(status: BigIntStats): FileType {
  return types.get(status.mode & BigInt(constants.S_IFMT)) ?? "file";
}

/** SHA-256 of a regular file of at most `limit` bytes; undefined where it is longer or unreadable. */
export function readDigest(path: Path, state: PathState, limit: number): string | undefined {
  if (state.type !== "file" || state.size > limit) return undefined;
  const bytes: Buffer | undefined = readNoFollow(path, state.inode);
  return bytes === undefined ? undefined : createHash("sha256").update(bytes).digest("base64");
}

/** Whether two states are of the same inode with the same bytes and attributes, as far as told. */
export function isSameState(first: PathState | null, second: PathState | null): boolean {
  if (first === null || second === null) return first === second;
  if (!isSameAccess(first, second) || !isSameInode(first, second)) return false;
  if (first.type === "directory") return true;
  return first.size === second.size && first.modified === second.modified;
}

/**
 * Whether two states are of one inode. Numbers are given anew once an inode is gone, so the type is
 * compared too; while a hard link keeps the inode, its number stays its own.
 */
export function isSameInode(first: PathState | null, second: PathState | null): boolean {
  if (first === null || second === null) return false;
  return first.inode === second.inode && first.type === second.type;
}

/** Whether type, mode, owner, group, link target and flags, where both are told, agree. */
export function isSameAccess(first: PathState, second: PathState): boolean {
  return (
    first.type === second.type &&
    first.mode === second.mode &&
    first.uid === second.uid &&
    first.gid === second.gid &&
    first.target === second.target &&
    (first.flags === undefined || second.flags === undefined || first.flags === second.flags)
  );
}

export function isState(state: After | undefined): state is PathState {
  return state !== undefined && state !== null && state !== "hidden";
}
