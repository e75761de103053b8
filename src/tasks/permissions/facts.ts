import type { AccessLists } from "../../domain/access-list.ts";
import type { AccountFacts, Caller } from "../../domain/facts.ts";
import type { FileType, Path } from "../../domain/world.ts";

/** What the kernel goes by of one file. */
export interface Inode {
  readonly path: Path;
  readonly type: FileType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Where it has lists that say more than the mode. */
  readonly lists?: AccessLists;
}

/** What was found of a path; links below it are left out, and what is on other mounts. */
export interface PermissionFacts {
  readonly caller: Caller;
  readonly accounts: AccountFacts;
  readonly path: Path;
  /** The path itself; a sentence where it cannot be looked at. */
  readonly root: Inode | string;
  /** The folders on the way to it, from the top. */
  readonly above: readonly Inode[];
  readonly below: readonly Inode[];
  readonly isPartlyCounted: boolean;
  /** Folders that could not be read. */
  readonly closed: number;
  /** Mounts inside, which are left alone. */
  readonly mounts: readonly Path[];
  readonly isReadOnly: boolean;
  /** The file system's type where it keeps no owners and permissions, such as `vfat`. */
  readonly withoutPermissions?: string;
  /** Whether access lists can be set: the program for it is installed. */
  readonly canSetLists: boolean;
  /** Packages that own the path or something below it, by their names where they are few. */
  readonly packages: readonly string[];
  readonly packagedFiles: number;
}

/** Directories and ordinary files; the rest (pipes, sockets, devices) is never changed in trees. */
export function isOrdinary({ type }: Inode): boolean {
  return type === "directory" || type === "file";
}

/** Whether somebody may run it. */
export function isProgram({ type, mode }: Inode): boolean {
  return type === "file" && (mode & 0o111) !== 0;
}
