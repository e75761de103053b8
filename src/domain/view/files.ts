import type { AccessLists } from "../access-list.ts";
import type { Hints } from "../archive.ts";
import type { Argument } from "../argument.ts";
import type { Access } from "../effect.ts";
import type { Identity } from "../identity.ts";
import type { DirectoryEntry, ErrorCode, FileStatus, FileType, Path } from "../world.ts";

/** What is known of a file's bytes. */
export type Content =
  /** The bytes that lie on the disk at `path` before the line runs. */
  | { readonly kind: "disk"; readonly path: Path; readonly size: number }
  | { readonly kind: "text"; readonly text: string }
  /** Bytes that cannot be known, though they would be other ones; size where that is known. */
  | (Hints & {
      readonly kind: "unknown";
      readonly reason: string;
      readonly size?: number;
      /** Where the bytes come from, when that matters. */
      readonly source?: "network" | "terminal" | "program";
    });

export const emptyContent: Content = { kind: "text", text: "" };

export interface OpenOptions {
  /** truncate (default): all old bytes go. append: added at the end. partly: written in place. */
  readonly how?: "truncate" | "append" | "partly";
  /** Permission bits of a file that is made, before the umask is taken off; 0o666 when left out. */
  readonly mode?: number;
  /** Fails with EEXIST where the name is taken, links included (O_EXCL). */
  readonly isExclusive?: boolean;
  /** Does not make a missing file (no O_CREAT). */
  readonly mustExist?: boolean;
  /** Only once standard input has come to its end, so that no reader before it in a pipe is late. */
  readonly isAfterInput?: boolean;
}

/** A file opened for writing; stays open whatever becomes of its name. */
export interface WriteHandle {
  readonly type: FileType;
  /** Canonical path at the time it was opened. */
  readonly path: Path;
  content(): Content;
  /** append: at the end. partly: these are all the bytes afterwards. */
  write(content: Content, how: "append" | "partly"): void;
}

/** An entry met while walking a tree. */
export interface WalkEntry {
  readonly path: Path;
  readonly name: string;
  readonly type: FileType;
  /** 0 for the root of the walk. */
  readonly depth: number;
  readonly status: FileStatus;
  /** For a directory that could not be read, and where it is not known what lies there. */
  readonly error?: ErrorCode;
  /** Only its name is known, and mostly its type: it cannot be looked at. */
  readonly isUnseen?: true;
  /** For a directory that comes after its entries: not all of them were walked. */
  readonly isCutShort?: true;
}

export interface WalkOptions {
  /** Children before their directory (find -depth, chmod has it false). */
  readonly isDepthFirst?: boolean;
  /** Links to directories: never followed, followed when they are the root, or always. */
  readonly follow?: "never" | "root" | "always";
  /** Stays on the root's file system (find -xdev). */
  readonly isOneFileSystem?: boolean;
  /** Entries in the order in which the kernel gives them, as find meets them. */
  readonly isInDiskOrder?: boolean;
  /**
   * What cannot be looked at comes too: names in directories that may not be searched, links that
   * lead in circles, and directories that lie in themselves.
   */
  readonly withFaults?: boolean;
  /** Called for a directory before its entries; false leaves them out (find -prune). */
  readonly shouldEnter?: (entry: WalkEntry) => boolean;
  /** Called where more lies in a directory than walks visit. */
  readonly onCut?: () => void;
}

/**
 * The file system as one command of the line would find and change it: a copy-on-write view of the
 * real one. Operations carry the kernel's names and rules (search and write permission, sticky
 * directories, read-only mounts, immutable flags), return an error code or undefined, and record
 * the effects by themselves. Paths may be relative to the call's directory; a trailing slash
 * means the directory behind a link, as for the kernel.
 */
export interface Files {
  /** The same view with effects put down to `operand`. */
  for(operand: Argument): Files;
  /** The same view with another's rights: what a program with a set-id bit may do. */
  as(identity: Identity): Files;

  lstat(path: Path): FileStatus | ErrorCode;
  /** Follows links. */
  stat(path: Path): FileStatus | ErrorCode;
  readDirectory(path: Path): readonly DirectoryEntry[] | ErrorCode;
  readLink(path: Path): string | ErrorCode;
  /** Absolute path with every link resolved; the last part may be missing. */
  realPath(path: Path): Path | ErrorCode;
  /** Absolute path with the links of its parent directories resolved, the last part as it is. */
  canonicalPath(path: Path): Path | ErrorCode;
  /** Whether the identity may read, write or search/execute what the path leads to (access(2)). */
  access(path: Path, want: "read" | "write" | "execute"): ErrorCode | undefined;
  /** The content behind a path, if the identity may read it. Regular files only. */
  content(path: Path): Content | ErrorCode;
  /** The text of a regular file, undefined where it is unknown or longer than `limit` bytes (1 MB). */
  text(path: Path, limit?: number): string | ErrorCode | undefined;
  /** The text of a content, undefined where it is unknown or longer than `limit` bytes (1 MB). */
  textOf(content: Content, limit?: number): string | undefined;
  /**
   * False where surely nothing lies at an absolute path: one look at the disk, instead of one at
   * every directory on the way.
   */
  mayExist(path: Path): boolean;
  /** Whether the line has changed what lies at this very canonical path. */
  isTouched(path: Path): boolean;
  /**
   * Whether nothing at or below the path differs from the disk, so a real program may read it. Where
   * one path is excepted, times do not matter either.
   */
  isUnchanged(path: Path, except?: Path): boolean;

  /**
   * The entries at and below a path. Unreadable directories come with `error`. Ends early, and
   * marks the view as partly counted, where the tree is larger than the view may walk.
   */
  walk(path: Path, options?: WalkOptions): Iterable<WalkEntry>;
  /**
   * Whether one more entry may be looked at, for programs that go through trees in their own way.
   * False, and the view partly counted, where the tree is larger than the view may walk.
   */
  mayVisit(): boolean;

  unlink(path: Path): ErrorCode | undefined;
  removeDirectory(path: Path): ErrorCode | undefined;
  /**
   * Removes a path and all below it as `rm -r` does: depth first, going on after an entry that
   * cannot be removed. Gives the paths that stayed, with their errors; an empty list when all went.
   */
  removeTree(
    path: Path,
    options?: { readonly isOneFileSystem?: boolean },
  ): readonly { readonly path: Path; readonly error: ErrorCode }[];
  makeDirectory(path: Path, mode?: number): ErrorCode | undefined;
  /** rename(2): replaces files and empty directories; EXDEV across mounts. */
  rename(from: Path, to: Path): ErrorCode | undefined;
  symbolicLink(target: string, path: Path): ErrorCode | undefined;
  hardLink(from: Path, path: Path): ErrorCode | undefined;
  /** A fifo, socket or device node. */
  makeNode(path: Path, type: FileType, mode?: number, deviceNumber?: number): ErrorCode | undefined;
  /** chmod(2), following links; clears the set-group-id bit where the kernel would. */
  changeMode(path: Path, mode: number): ErrorCode | undefined;
  /** chown(2); follows links unless told not to; clears set-id bits of files as the kernel does. */
  changeOwner(
    path: Path,
    uid: number | undefined,
    gid: number | undefined,
    options?: { readonly follow?: boolean },
  ): ErrorCode | undefined;
  /**
   * The access lists of what a path leads to; undefined where they cannot be known. Whoever goes
   * through a tree says so first by `expectAccessLists`, so that they are read at once.
   */
  accessLists(path: Path): AccessLists | ErrorCode | undefined;
  expectAccessLists(root: Path): void;
  /** setxattr(2) of the access lists, following links; the mode changes with them. */
  setAccessLists(path: Path, lists: AccessLists): ErrorCode | undefined;
  /** The rights that a program file gives whoever runs it, as setcap(8) writes them; empty: none. */
  setCapabilities(path: Path, capabilities: string): ErrorCode | undefined;
  /** Flags of the file system by their letters: chattr(1). Links are not followed. */
  setFlags(path: Path, operator: "+" | "-" | "=", letters: string): ErrorCode | undefined;
  /**
   * open(2) for writing followed by writing `content`: what redirections, cp and tee do. Writing to
   * a block device records a device effect instead; /dev/null and other character devices take
   * anything. A write that is known to leave the same bytes is recorded as such.
   */
  write(path: Path, content: Content, options?: OpenOptions): ErrorCode | undefined;
  /**
   * A new file made beside the path and renamed over it (`sed -i`, rsync); a link loses its name to
   * it. Owner and mode are those of `access` as far as the identity may set them.
   */
  replace(path: Path, content: Content, access: Partial<Access>): ErrorCode | undefined;
  /** open(2) for writing, to write later: what the shell's redirections do. */
  open(path: Path, options?: OpenOptions): WriteHandle | ErrorCode;
  /** Owner and mode of a file just made or copied, as far as the identity may set them; no error. */
  setAccess(path: Path, access: Partial<Access>): void;
  /** Sets the modification time in seconds; no change by the contract, but later commands see it. */
  setModified(
    path: Path,
    seconds: number,
    options?: { readonly follow?: boolean },
  ): ErrorCode | undefined;
}
