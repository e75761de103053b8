import type { AccessLists } from "./access-list.ts";

/**
 * The machine's file system as it is now, read-only: the one capability through which the pure
 * core learns of files. `src/system/world.ts` is the real one; tests hand in fixtures.
 */

/** An absolute path, or a path relative to a call's directory where that is said. See bytes.ts. */
export type Path = string;

/** The kernel's error names that the core tells apart. */
export type ErrorCode =
  | "EACCES"
  | "EBUSY"
  | "EEXIST"
  | "EINVAL"
  | "EIO"
  | "EISDIR"
  | "ELOOP"
  | "EMLINK"
  | "ENAMETOOLONG"
  | "ENOENT"
  | "ENOTDIR"
  | "ENOTEMPTY"
  | "ENXIO"
  | "EPERM"
  | "EROFS"
  | "ETXTBSY"
  | "EXDEV";

export type FileType = "file" | "directory" | "link" | "fifo" | "socket" | "block" | "character";

/** What lstat(2) says. `mode` holds the twelve permission bits only; `modified` is in seconds. */
export interface FileStatus {
  readonly type: FileType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly device: number;
  readonly inode: number;
  readonly links: number;
  /** Device number of a block or character device, else 0. */
  readonly deviceNumber: number;
  readonly modified: number;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly type: FileType;
}

/** What lies in a directory, without an object for each name: there are directories of millions. */
export interface DirectoryNames {
  readonly directories: readonly string[];
  /** The names of all else, with slashes between them. */
  readonly others: string;
  /** How many others there are, and how many of these are regular files. */
  readonly otherCount: number;
  readonly files: number;
}

export interface World {
  /** Status of the path itself, a link not followed. */
  lstat(path: Path): FileStatus | ErrorCode;
  /**
   * The entries of a directory, without `.` and `..`; `inDiskOrder` as the kernel gives them, which
   * takes a little longer, else in any order.
   */
  readDirectory(path: Path, inDiskOrder?: boolean): readonly DirectoryEntry[] | ErrorCode;
  /** The same in short, for trees that are only counted; left out by worlds of few files. */
  readNames?(path: Path): DirectoryNames | ErrorCode;
  readLink(path: Path): string | ErrorCode;
  /** At most `limit` bytes from the start of a regular file; never opens anything else. */
  readFile(path: Path, limit: number): Uint8Array | ErrorCode;
  /** Whether an immutable or append-only flag keeps the file from being changed or removed. */
  isImmutable(path: Path): boolean;
  /**
   * The access lists at a path, or at and below it, that say more than a mode, links not followed;
   * undefined where they cannot be read. Left out by worlds without any.
   */
  accessLists?(path: Path, isRecursive: boolean): ReadonlyMap<Path, AccessLists> | undefined;
  /**
   * The standard output and status of a program of the closed list of read-only programs
   * (`src/system/read-only-programs.ts`), run without a shell, in a clean environment and with a
   * time limit; `undefined` where it is not on the list, not at a package-owned path, or too slow.
   */
  compute(request: Computation): Computed | undefined;
}

export interface Computation {
  /** The program's plain name, such as `sort`. */
  readonly program: string;
  readonly arguments: readonly string[];
  readonly directory: Path;
  readonly input: string;
  /** The command's environment, of which only the locale (LANG, LC_*, LANGUAGE) and TZ are passed on. */
  readonly environment?: ReadonlyMap<string, string>;
}

export interface Computed {
  readonly status: number;
  readonly output: string;
  /** It said something on standard error. */
  readonly hasErrors?: boolean;
}

const errorCodes: ReadonlySet<unknown> = new Set<ErrorCode>([
  "EACCES",
  "EBUSY",
  "EEXIST",
  "EINVAL",
  "EIO",
  "EISDIR",
  "ELOOP",
  "EMLINK",
  "ENAMETOOLONG",
  "ENOENT",
  "ENOTDIR",
  "ENOTEMPTY",
  "ENXIO",
  "EPERM",
  "EROFS",
  "ETXTBSY",
  "EXDEV",
]);

/** Whether a result is an error rather than a value. */
export function isError(result: unknown): result is ErrorCode {
  return typeof result === "string" && errorCodes.has(result);
}
