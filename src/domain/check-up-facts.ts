import type { PackageChange } from "./packages.ts";
import type { Path } from "./world.ts";

/** What the probes of the check-up find; tasks/check-up/ judges it. */
export type Probed<Facts> =
  | {
      readonly kind: "known";
      readonly facts: Facts;
      /** Part of it is hidden from the caller. */
      readonly isPartial?: boolean;
    }
  | {
      readonly kind: "unknown";
      /** A sentence: why it could not be looked at. */
      readonly reason: string;
      readonly needs?: "root";
    };

export interface WaitingUpdates {
  readonly changes: readonly Pick<PackageChange, "name" | "before" | "after" | "isSecurity">[];
  readonly keptBack: readonly string[];
  /** Seconds since the lists of packages were fetched; absent where they never were. */
  readonly listsAge?: number;
}

/** A program that still runs what was replaced on the disk since. */
export interface StaleProgram {
  readonly name: string;
  /** The service it belongs to. */
  readonly unit?: string;
  readonly processes: number;
}

export type RebootReason =
  | { readonly kind: "asked"; readonly packages: readonly string[] }
  | { readonly kind: "newer-kernel"; readonly running: string; readonly newest: string }
  | { readonly kind: "kernel-gone"; readonly running: string };

export interface DueRestarts {
  readonly programs: readonly StaleProgram[];
  readonly reboot?: RebootReason;
}

export interface DiskSpace {
  readonly path: Path;
  /** Bytes; `available` is what others than root may still fill. */
  readonly size: number;
  readonly used: number;
  readonly available: number;
  /** Files it can hold and could still take; absent where it has no such limit. */
  readonly files?: number;
  readonly freeFiles?: number;
  /** On /boot: what one more kernel with what belongs to it takes, by those that are there. */
  readonly kernelSize?: number;
}

export interface HalfDonePackage {
  readonly name: string;
  /** As dpkg calls it: `half-configured`. */
  readonly state: string;
  /** Its files are not whole either: it must be installed again. */
  readonly isBroken: boolean;
}

export interface PackageHealth {
  readonly halfDone: readonly HalfDonePackage[];
  /** A run was cut off while dpkg wrote its database. */
  readonly isInterrupted: boolean;
  /** What dpkg --audit says beside that, line by line. */
  readonly audit: readonly string[];
}

export interface AlteredFile {
  readonly path: Path;
  readonly problem: "changed" | "missing" | "unreadable";
  /** A configuration file: administrators change them. */
  readonly isConfiguration: boolean;
  /** Documentation, translations and the like. */
  readonly isIdle: boolean;
  /** Its package, for what is no idle file and no configuration. */
  readonly package?: string;
  /** Why the machine needs it, to follow "needed". */
  readonly neededFor?: string;
}

export interface SystemFiles {
  readonly altered: readonly AlteredFile[];
}

/** A file whose owner or permissions are not what its package gave it. */
export interface ChangedAccess {
  readonly path: Path;
  readonly package?: string;
  readonly now: { readonly mode: number; readonly owner: string; readonly group: string };
  readonly packaged: { readonly mode: number; readonly owner: string; readonly group: string };
}

export interface PackagedPermissions {
  readonly changed: readonly ChangedAccess[];
  readonly installed: number;
  readonly compared: number;
  /** Packages whose archive is not kept here. */
  readonly withoutArchive: readonly string[];
  /** Packages whose archive is here but was not read yet: it takes long. */
  readonly waiting: number;
  /** Files that differ from the archive because their packages' own scripts may set them. */
  readonly setByScripts: number;
}

export interface OpenKey {
  readonly path: Path;
  readonly mode: number;
  readonly owner: string;
  /** `everybody`, or a group's name. */
  readonly readers: string;
}

/** A file or directory that is not root's alone, as found on the disk. */
export interface UnusualFile {
  readonly path: Path;
  readonly type: "file" | "directory" | "other";
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

export interface SetIdProgram {
  readonly path: Path;
  readonly mode: number;
  readonly owner: string;
  readonly group: string;
  /** It lies where ordinary users may put files. */
  readonly isInUsersPlace: boolean;
}

export interface AccountAccess {
  readonly equalToRoot: readonly string[];
  /** They log in with no password at all; undefined where it cannot be read. */
  readonly withoutPassword: readonly string[] | undefined;
  /** Groups whose members can make themselves root, such as docker. */
  readonly rootGroups: readonly { readonly group: string; readonly members: readonly string[] }[];
}

export interface RootLogin {
  readonly isInstalled: boolean;
  /** The values in force: `yes`, `no`, `prohibit-password`, `forced-commands-only`. */
  readonly permitRootLogin: string;
  readonly passwordAuthentication: boolean;
  readonly permitEmptyPasswords: boolean;
  /** Whether the server said so itself, or its configuration was read. */
  readonly source: "server" | "configuration";
  /** Where the value stands: a file and a line; absent for what is built in. */
  readonly place?: string;
  /** Where it is set otherwise for some users or addresses; absent where it is not. */
  readonly condition?: string;
}

export interface WeakSource {
  /** What it is known by: an address, or a setting. */
  readonly name: string;
  readonly file: Path;
  readonly why: "trusted" | "insecure" | "unsigned" | "unauthenticated";
  /** What was fetched from it has a signature, whether or not it was looked at. */
  readonly isSigned: boolean;
  /** From 1, in its file; absent for a setting. */
  readonly line?: number;
  /** The lines that say no signature is needed. */
  readonly beliefs?: readonly number[];
}

export interface Sources {
  readonly count: number;
  readonly weak: readonly WeakSource[];
}

export interface OwnIdentity {
  readonly isRoot: boolean;
  readonly loginName: string;
}
