import type { Identity } from "./identity.ts";
import type { PackageRequest, PackageSimulation } from "./packages.ts";
import type { RunningFacts } from "./running-facts.ts";
import type { Path } from "./world.ts";

/** Everything about the machine besides its files that guards and programs ask for. All read-only. */
export interface Facts extends RunningFacts {
  readonly caller: Caller;
  readonly accounts: AccountFacts;
  readonly packages: PackageFacts;
  readonly mounts: MountFacts;
  readonly git: GitFacts;
  readonly hostName: string;
  /** Directories that the settings guard like the system's own. */
  readonly guardedPaths?: readonly Path[];
  /** Asked only about commands that are not here. */
  readonly commands?: CommandFacts;
  /** Where Handrail itself lies. */
  readonly ownPlaces?: OwnPlaces;
}

export interface CommandFacts {
  /** Names that exist and are near a mistyped one, the likeliest first. */
  near(name: string): readonly string[];
  /** Packages that would bring a command of this name, as far as that is quickly known. */
  packagesWith(name: string): readonly string[];
  /** The same, and the package manager is asked where nothing else knows. */
  askPackages(name: string): readonly string[];
}

/** What keeps Handrail working: each a file or a directory with all below it. */
export interface OwnPlaces {
  readonly settings: readonly Path[];
  /** The journal, what is kept for undo, and the logs. */
  readonly journal: readonly Path[];
  readonly program: readonly Path[];
}

export interface Caller {
  readonly identity: Identity;
  readonly name: string;
  /** The home of the account database, not of the environment. */
  readonly home: Path;
  /** The login user's name when the caller is root by way of sudo, else `name`. */
  readonly loginName: string;
}

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly home: Path;
  readonly shell: Path;
}

export interface AccountFacts {
  /** Every account of the local database. */
  readonly users: readonly Account[];
  user(nameOrUid: string | number): Account | undefined;
  group(
    nameOrGid: string | number,
  ):
    | { readonly name: string; readonly gid: number; readonly members: readonly string[] }
    | undefined;
}

/** Whose database tells what is installed. */
export type PackageManagerName = "dpkg" | "rpm" | "pacman" | "apk";

/** Who owns a path, by the database of whichever package manager the machine has. */
export interface PackageFacts {
  /** The manager whose database it is; absent where there is none. */
  readonly manager?: PackageManagerName;
  /** Whether a package of that name is there. */
  isInstalled?(name: string): boolean;
  /** Installed packages that need one of these, and all that need those, without these. */
  dependents?(names: readonly string[]): readonly string[];
  /** Names of the packages that own the path (its parents' links resolved by the callee). */
  owners(path: Path): readonly string[];
  /** What lies at or below a directory by the package database; zeros where nothing does. */
  below(path: Path): PackageTotals;
  /** Why the machine needs this path to boot, to log in or to install, or undefined. */
  requirement(path: Path): Requirement | undefined;
  /** Why the machine needs a package, were `leaving` taken away; undefined where it does not. */
  needOf?(name: string, leaving: readonly string[]): PackageNeed | undefined;
  /** The package manager's own plan for a request; nothing is changed. */
  simulate?(request: PackageRequest): PackageSimulation;
  /** Owner and mode that a path's package gives it, where that is quickly known. */
  properAccess?(
    path: Path,
  ): { readonly mode: number; readonly uid: number; readonly gid: number } | undefined;
  /** Whether any package database could be read at all. */
  readonly isKnown: boolean;
}

/** What a package is for that the machine cannot do without. */
export type PackageNeed = Omit<Requirement, "package">;

export interface PackageTotals {
  readonly files: number;
  readonly packages: number;
  /** How many of the files belong to packages the machine cannot do without. */
  readonly requiredFiles: number;
}

export interface Requirement {
  /** critical: nothing works without it; danger: a part of the system breaks. */
  readonly severity: "critical" | "danger";
  /** What it is for, to follow "needed": `to log in`, `by every program`. */
  readonly purpose: string;
  readonly package?: string;
  /** A person says so in the settings, not the system. */
  readonly isGuarded?: true;
}

export interface Mount {
  readonly path: Path;
  readonly device: number;
  readonly source: string;
  readonly type: string;
  readonly isReadOnly: boolean;
}

export interface MountFacts {
  readonly list: readonly Mount[];
  /** The mount a path lies on. */
  of(path: Path): Mount | undefined;
  /** What is on a block device; undefined when it is no block device that the kernel lists. */
  device(deviceNumber: number): BlockDevice | undefined;
  /** What may still be written by others than root on the disk that a folder lies on. */
  freeBytes?(path: Path): number | undefined;
  /** Sticks and cards that can be taken out, whole disks only. */
  removable?(): readonly BlockDevice[];
}

export interface BlockDevice {
  /** Kernel name, such as `sda1`. */
  readonly name: string;
  readonly model: string;
  /** Bytes. */
  readonly size: number;
  readonly isRemovable: boolean;
  /** Mount points of it and of everything on it (partitions, volumes); swap counts as `[swap]`. */
  readonly mountPoints: readonly Path[];
  /** Whether the running system's root file system lies on it. */
  readonly isRoot: boolean;
  /** File system or other signature found, such as `ext4`, empty when none is. */
  readonly content: string;
}

export interface GitFacts {
  /** State of a path in the repository around it; undefined outside of any, or when git is absent. */
  state(path: Path): GitState | undefined;
  /** What only the repository at exactly this directory has; undefined where there is none. */
  onlyHere?(root: Path): OnlyHere | undefined;
}

export interface OnlyHere {
  /** Changed or untracked files, at most 1000 counted. */
  readonly uncommitted: number;
  /** Commits of its branches that no other repository has, as far as it was last told of them. */
  readonly unpushed: number;
}

export interface GitState {
  readonly repository: Path;
  /** Ignored by the repository's own rules: build output and the like. */
  readonly isIgnored: boolean;
  /** Everything at or below the path is committed and unchanged: git can bring it back. */
  readonly isCommitted: boolean;
  /** Changed or untracked files at or below the path, at most 1000 counted. */
  readonly uncommitted: number;
}
