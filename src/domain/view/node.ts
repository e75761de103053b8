import type { AccessLists } from "../access-list.ts";
import type { Access } from "../effect.ts";
import type { FileStatus, FileType, Path } from "../world.ts";
import { type Content, emptyContent } from "./files.ts";
import type { FindLists } from "./permissions.ts";

/** An inode of the view. Names that are hard links of each other share one node. */
export interface FileNode {
  readonly type: FileType;
  mode: number;
  uid: number;
  gid: number;
  modified: number;
  /** Bytes of a regular file. */
  content: Content;
  /** Where a symbolic link points. */
  readonly target: string;
  readonly device: number;
  readonly inode: number;
  links: number;
  readonly deviceNumber: number;
  /** Size of what is neither a regular file nor made by the line. */
  readonly size: number;
  /** Where it lies on the disk, absent when the line makes it. */
  readonly origin?: Path;
  /**
   * A directory's entries as far as they were looked at or changed; null marks one that is gone.
   * Whatever is not in here is on the disk below `origin`.
   */
  readonly children: Map<string, FileNode | null>;
  /** Content or attributes differ from the disk's. */
  isChanged: boolean;
  /** Its access lists, once they were asked for; the mode shows the same. */
  lists?: AccessLists;
  /** Finds them on the disk, when permission hangs on them. */
  findLists?: FindLists;
  /** Those that it has on the disk, once the line changed them. */
  listsBefore?: AccessLists;
  /** Whether the line set flags that keep it from change, from all but growing, or took them off. */
  frozen?: "wholly" | "but-grows" | "no";
  /** What the disk says of the same, of a directory in which names were to change. */
  isFrozenOnDisk?: boolean;
  /** The line gave it capabilities or took them away. */
  hasOtherCapabilities?: boolean;
}

let lastInode = 0;

export interface NewNode {
  readonly type: FileType;
  readonly access: Access;
  readonly device: number;
  readonly content?: Content;
  readonly target?: string;
  readonly deviceNumber?: number;
}

/** A node that the line makes. Its inode number is negative, so that it equals none on the disk. */
export function makeNode(made: NewNode): FileNode {
  lastInode -= 1;
  return {
    ...made.access,
    type: made.type,
    modified: Number.MAX_SAFE_INTEGER,
    content: made.content ?? emptyContent,
    target: made.target ?? "",
    device: made.device,
    inode: lastInode,
    links: 1,
    deviceNumber: made.deviceNumber ?? 0,
    size: 0,
    children: new Map(),
    isChanged: true,
  };
}

/** The node for what lies on the disk at `origin`. */
export function nodeFromDisk(origin: Path, status: FileStatus, target: string): FileNode {
  return {
    type: status.type,
    mode: status.mode,
    uid: status.uid,
    gid: status.gid,
    modified: status.modified,
    content: { kind: "disk", path: origin, size: status.size },
    target,
    device: status.device,
    inode: status.inode,
    links: status.links,
    deviceNumber: status.deviceNumber,
    size: status.size,
    origin,
    children: new Map(),
    isChanged: false,
  };
}

/** What lstat would say of the node. */
export function statusOf(node: FileNode): FileStatus {
  return {
    type: node.type,
    mode: node.mode,
    uid: node.uid,
    gid: node.gid,
    size: sizeOf(node),
    device: node.device,
    inode: node.inode,
    links: node.links,
    deviceNumber: node.deviceNumber,
    modified: node.modified,
  };
}

function sizeOf(node: FileNode): number {
  if (node.type === "link") return node.target.length;
  if (node.type !== "file") return node.size;
  const content = node.content;
  if (content.kind === "text") return byteLength(content.text);
  return content.size ?? 0;
}

/** For effects: the place on the disk whose bytes a content is, where it is that. */
export function copyOf(content: Content | undefined): { readonly copyOf?: Path } {
  return content?.kind === "disk" ? { copyOf: content.path } : {};
}

/** Bytes that a text stands for, without making them. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (code >= 0xdc80 && code <= 0xdcff && !isHighSurrogate(text.charCodeAt(at - 1)))
      bytes += 1;
    else if (isHighSurrogate(code)) {
      bytes += 4;
      at += 1;
    } else bytes += 3;
  }
  return bytes;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
