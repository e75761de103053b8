/** What a package manager would do to one package. */
export interface PackageChange {
  /** The name, with the architecture where it is not the machine's own: `libc6:i386`. */
  readonly name: string;
  readonly action: "install" | "upgrade" | "downgrade" | "reinstall" | "remove" | "purge";
  /** The version there is now; absent where there is none. */
  readonly before?: string;
  /** The version there would be; absent where it goes. */
  readonly after?: string;
  /** Nobody asked for it by name: it comes, or goes, with others. */
  readonly isAutomatic: boolean;
  /** The update mends a security fault, by the word of its source. */
  readonly isSecurity: boolean;
  /** Where it comes from, in the source's own words: `Debian`. */
  readonly origin?: string;
  /** Whether the source's list of packages is signed by a key that this machine trusts for it. */
  readonly trust?: "signed" | "unsigned";
  readonly summary?: string;
  /** Bytes to fetch. */
  readonly downloadSize?: number;
  /** Bytes on the disk that it takes afterwards, when it is added or upgraded. */
  readonly installedSize?: number;
  /** The machine needs it to boot, to log in or to install: why, to follow "needed". */
  readonly neededFor?: string;
}

/** What to ask a package manager for. Names may carry a version: `nginx=1.22.1-9`. */
export interface PackageRequest {
  readonly operation: "install" | "remove" | "purge" | "upgrade" | "full-upgrade" | "autoremove";
  /** For `upgrade`, empty for all there is. */
  readonly names: readonly string[];
  /** What has changed before, in order: a plan for the machine as it is after that. */
  readonly after?: readonly PackageChange[];
  /** The manager's own options that a typed line adds, such as `--no-install-recommends`. */
  readonly options?: readonly string[];
}

/** A package manager's own plan. */
export interface PackageTransaction {
  readonly changes: readonly PackageChange[];
  /** Bytes to fetch in all; absent where the manager does not say. */
  readonly downloadSize?: number;
  /** Bytes more (or less, below zero) on the disk afterwards. */
  readonly sizeDifference?: number;
  /** Packages with an update that are left: held, or it would add or remove others. */
  readonly keptBack: readonly string[];
  /** Packages fixed at their version that it would change: it would refuse to when it comes to it. */
  readonly held?: readonly string[];
  /** Packages that an earlier run left half done, and that it would set up before it ends. */
  readonly unfinished?: readonly string[];
}

/** Why there is no plan. */
export interface PackageFailure {
  readonly kind: "no-such-package" | "unsatisfiable" | "broken" | "no-manager" | "failed";
  /** What is wrong and what to do, one or two sentences. */
  readonly sentence: string;
  /** Names that exist and are like one that does not. */
  readonly near?: readonly string[];
}

export type PackageSimulation =
  | ({ readonly kind: "transaction" } & PackageTransaction)
  | ({ readonly kind: "failure" } & { readonly failure: PackageFailure });

/** A package found by a search. */
export interface FoundPackage {
  readonly name: string;
  readonly summary: string;
  readonly isInstalled: boolean;
  readonly origin?: string;
  readonly trust?: "signed" | "unsigned";
  /** For a role such as "web server": the packages that fill it, best known first. */
  readonly fills?: readonly string[];
}

export interface PackageDetails {
  readonly name: string;
  readonly version?: string;
  readonly installed?: string;
  readonly summary: string;
  readonly description: readonly string[];
  readonly origin?: string;
  readonly trust?: "signed" | "unsigned";
  readonly installedSize?: number;
  readonly homepage?: string;
  /** Services that installing it starts, where that can be told beforehand. */
  readonly services: readonly string[];
}
