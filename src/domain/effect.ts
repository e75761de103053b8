import type { AccessLists } from "./access-list.ts";
import type { Argument, Span } from "./argument.ts";
import type { Identity } from "./identity.ts";
import type { PackageChange } from "./packages.ts";
import type { FileStatus, FileType, Path } from "./world.ts";

/** What in the line brings an effect about; guards read it to explain, never the text of the line. */
export interface Cause {
  /** The program's plain name, or `>` and the like for a redirection. */
  readonly program: string;
  /** The whole command after expansion, program first. */
  readonly command: readonly Argument[];
  /** The operand the effect belongs to, where there is one. */
  readonly operand?: Argument;
  readonly span: Span;
  readonly identity: Identity;
  readonly directory: Path;
  /** The program brings it about by a set-id bit: its caller alone could not. */
  readonly hasSetId?: true;
  /** Wrappers around the program, outermost first: `sudo`, `xargs`, `find`, `sh` … */
  readonly wrappers: readonly string[];
  /** A `cd` that would fail earlier in the line, with nothing that stops the line there. */
  readonly afterFailedChange?: { readonly directory: string; readonly span: Span };
}

/** Owner and permissions as an effect leaves them. */
export interface Access {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** Entries of a tree that were only counted: how many regular files, how many of all else. */
export interface Counted {
  readonly files: number;
  readonly others: number;
  /** Bytes of the files; absent where not each was looked at. */
  readonly bytes?: number;
}

export type FileEffect =
  | {
      readonly kind: "create";
      readonly path: Path;
      readonly type: FileType;
      readonly access: Access;
      /** The path whose bytes on the disk, as they are before the line runs, it holds. */
      readonly copyOf?: Path;
      readonly cause: Cause;
    }
  | {
      readonly kind: "write";
      readonly path: Path;
      readonly before: FileStatus;
      /**
       * truncate: all old bytes go; append: bytes are added; partly: some bytes change in place;
       * replace: another file takes the name (rename over, unlink and create).
       */
      readonly how: "truncate" | "append" | "partly" | "replace";
      /** The bytes afterwards are known to equal those before. */
      readonly isSame: boolean;
      /** Size afterwards in bytes, absent where it is not known. */
      readonly size?: number;
      /** The path whose bytes on the disk, as they are before the line runs, it then holds. */
      readonly copyOf?: Path;
      readonly cause: Cause;
    }
  | {
      readonly kind: "delete";
      readonly path: Path;
      /** Absent for members of a large tree that were counted and not looked at. */
      readonly before?: FileStatus;
      readonly type: FileType;
      /** Not all of the tree below was walked: counts from here are "at least". */
      readonly isPartlyCounted?: boolean;
      /** What goes with a directory from below it and was counted, without an effect for each. */
      readonly counted?: Counted;
      readonly cause: Cause;
    }
  | {
      readonly kind: "move";
      readonly from: Path;
      readonly path: Path;
      readonly before: FileStatus;
      readonly replaced?: FileStatus;
      readonly cause: Cause;
    }
  | {
      readonly kind: "link";
      readonly path: Path;
      readonly target: string;
      readonly isSymbolic: boolean;
      readonly replaced?: FileStatus;
      readonly cause: Cause;
    }
  | {
      readonly kind: "metadata";
      readonly path: Path;
      readonly before: FileStatus;
      readonly after: Access;
      /** The access lists, where they are known and say more than the modes. */
      readonly lists?: { readonly before: AccessLists; readonly after: AccessLists };
      /** The rights that a program is given or, where empty, loses: see setcap(8). */
      readonly capabilities?: string;
      /** Flags of the file system that are set, as chattr(1) writes them: `+i`. */
      readonly flags?: string;
      readonly cause: Cause;
    };

export type DeviceEffect = {
  readonly kind: "device";
  readonly path: Path;
  /** Device number as lstat gives it. */
  readonly deviceNumber: number;
  readonly action:
    | "write"
    | "format"
    | "discard"
    | "partition"
    /** A volume, a pool or the key to one goes, and what lies on it with it. */
    | "remove"
    /** The structures of a file system are mended, which harms one that is in use. */
    | "repair"
    /** The same with every question answered yes: what cannot be made sense of is thrown away. */
    | "mend"
    /** Its file system becomes smaller. */
    | "shrink"
    /** A safeguard of its file system goes, or the number by which it is found changes. */
    | "weaken"
    /** The code that a start begins with is written into it, past its files. */
    | "boot"
    /** A program opens it in which a person says what becomes of its partitions. */
    | "open"
    /** Its size, name or settings change; what lies on it stays. */
    | "change";
  readonly cause: Cause;
};

export type ProcessEffect = {
  readonly kind: "process";
  /** endless: processes or output without end; fill: bytes without end into a file system. */
  readonly action:
    | "endless"
    | "fill"
    /** A program that keeps all it reads, or makes, in memory gets more than there is. */
    | "swell"
    | "kill"
    /** The shell itself is set so that Handrail is passed by; `detail` says how. */
    | "pass-by";
  readonly detail: string;
  readonly path?: Path;
  /** Numbers of the processes that run now and would be met. */
  readonly processes?: readonly number[];
  /** The signal's number, 0 for one that only asks. */
  readonly signal?: number;
  readonly cause: Cause;
};

/** Code is run whose effects are not modelled. */
export type RunCodeEffect = {
  readonly kind: "run-code";
  readonly interpreter: string;
  readonly source: /** Bytes that come from elsewhere and were read by nobody. */
    | { readonly kind: "network"; readonly detail: string }
    /** Text that is made while the line runs and cannot be foreseen. */
    | { readonly kind: "unseen"; readonly detail: string }
    /** A program file without a model; `package` is set where one owns it. */
    | { readonly kind: "program"; readonly path: Path; readonly package?: string }
    /** A shell that a person types into. */
    | { readonly kind: "interactive" };
  readonly cause: Cause;
};

/** What keeps packages whole, where a call passes it over. */
export type PackageBypass =
  /** What it needs, or what needs it, is not looked at. */
  | "needs"
  /** Files of other packages are written over. */
  | "other-files"
  /** New packages come to a machine whose others stay old (pacman -Sy). */
  | "partial-upgrade"
  /** Every check there is. */
  | "every-check"
  /** It goes into the system's own Python, beside what its packages put there. */
  | "system-python"
  /** It goes into a directory that packages own. */
  | "system-modules";

/** What becomes of a package, or of how packages are trusted. */
export type PackageEffect = {
  readonly kind: "package";
  readonly action:
    | PackageChange["action"]
    /** Its half-done installation is finished. */
    | "configure"
    /** The lists of what can be had are fetched anew. */
    | "refresh"
    | "hold"
    | "unhold"
    | "mark-automatic"
    | "mark-manual"
    /** Packages, or a source of them, are taken without a signature that this machine trusts. */
    | "distrust"
    /** A key is trusted from now on to sign packages of any source. */
    | "trust-key";
  /** The package, source or key. */
  readonly target: string;
  /** What the manager's own plan says of it; absent where there is none. */
  readonly change?: PackageChange;
  /** What keeps the machine's packages whole and is passed over here. */
  readonly bypass?: PackageBypass;
  readonly cause: Cause;
};

/** One action on one named thing. */
interface Named<Kind extends string> {
  readonly kind: Kind;
  readonly action: string;
  readonly target: string;
  /** What more the action needs: the group that is left, the shell that is set, the port. */
  readonly detail?: string;
  readonly cause: Cause;
}

/** Starting, stopping and arranging services, scheduled jobs and settings of the kernel. */
export type ServiceEffect = Named<"service">;
export type MountEffect = Named<"mount">;
export type AccountEffect = Named<"account">;
export type NetworkEffect = Named<"network">;
export type PowerEffect = Named<"power">;
export type NamedEffect = ServiceEffect | MountEffect | AccountEffect | NetworkEffect | PowerEffect;

/** What becomes of something that git keeps: a branch, a stash, commits, the other side's history. */
export type RepositoryEffect = {
  readonly kind: "repository";
  readonly action: /** Something is put into git's store: nothing is lost, and undo leaves it there. */
    | "store"
    | "delete-branch"
    | "delete-tag"
    | "drop-stash"
    /** No branch or tag leads to the commits any more. */
    | "abandon-commits"
    /** What would lead back to commits without a name is thrown away. */
    | "forget-history"
    /** The other side's branch loses commits that are not in what is sent. */
    | "rewrite-remote"
    /** Branches or tags of the other side go. */
    | "delete-remote";
  /** The branch, tag, stash or remote. */
  readonly target: string;
  readonly repository: Path;
  /** Commits, or stashes, that nothing leads to afterwards; absent where that is not known. */
  readonly count?: number;
  /** Files that git takes up for the first time; absent where they are not known. */
  readonly paths?: readonly Path[];
  readonly cause: Cause;
};

export type Effect =
  | FileEffect
  | DeviceEffect
  | ProcessEffect
  | RunCodeEffect
  | PackageEffect
  | RepositoryEffect
  | NamedEffect;
export type EffectKind = Effect["kind"];

/** Something that cannot be foreseen, and why. Part of every review, never left out in silence. */
export interface Unknown {
  readonly span: Span;
  readonly reason: string;
  /** What could happen at the worst is among the effects; only whether it does is not known. */
  readonly isJudged?: boolean;
  /** A name that stands for one chosen by chance: nothing is unknown where nothing of it is left. */
  readonly standIn?: string;
}
