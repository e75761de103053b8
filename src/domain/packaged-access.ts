import type { FileType, Path } from "./world.ts";

/** Owner and permissions that a package gives a file. */
export interface PackagedAccess {
  readonly kind: "known";
  readonly path: Path;
  /** Absent for an override, which does not say. */
  readonly type?: FileType;
  readonly owner: string;
  readonly group: string;
  readonly mode: number;
  /** override: the administrator's or a package's own word to the manager; archive: the package. */
  readonly source: "override" | "archive";
  readonly package?: string;
}

/** Why it cannot be told what a path should be like. */
export interface UnknownPackagedAccess {
  readonly kind: "unknown";
  /** unowned: no package has it. fetch: its package is not kept here. script: set while installing. */
  readonly why: "unowned" | "fetch" | "script";
  /** A sentence that may follow a path. */
  readonly reason: string;
}

/** What packages say of the owners and permissions of their files. */
export interface PackagedAccessFacts {
  /** Exceptions that were told to the package manager; they come before what packages say. */
  overrides(): ReadonlyMap<Path, PackagedAccess>;
  /** Where the archive of the installed version lies; undefined where none is kept. */
  archive(packageName: string): Path | undefined;
  /**
   * Everything that a package's kept archive says, by path with the links of parents resolved;
   * undefined where no archive is kept. Reads the whole archive: some 10 MB a second.
   */
  listing(packageName: string): ReadonlyMap<Path, PackagedAccess> | undefined;
  /** Whether a package's own scripts may change a path while it is installed. */
  isSetByScript(packageName: string, path: Path): boolean;
  /** What a path should be like, by overrides, else by the kept archives of those who own it. */
  of(path: Path): PackagedAccess | UnknownPackagedAccess;
}
