import type { PackageManagerName } from "../../domain/facts.ts";
import type { Path } from "../../domain/world.ts";

/** A package as its database describes it. */
export interface PackageRecord {
  readonly name: string;
  /** The database itself says that the machine cannot do without it. */
  readonly isEssential: boolean;
  /** Names of what it needs, alternatives in one list: [["libc6"], ["mawk", "gawk"]]. */
  readonly needs: readonly (readonly string[])[];
  /** Other names it answers to. */
  readonly provides: readonly string[];
}

/** Takes one file of one package; the path as the database writes it, one character a byte. */
export type TakeFile = (path: Path, name: string, isFallback?: boolean) => void;

/**
 * A package manager's database, as the ownership index is built from it: dpkg's, rpm's, pacman's and
 * apk's answer the same questions. The rest of the program sees only `PackageFacts`.
 */
export interface PackageSource {
  readonly manager: PackageManagerName;
  /** Changes whenever the database does; undefined where there is none. */
  stamp(): string | undefined;
  packages(): readonly PackageRecord[];
  /** Every file; fallback ones count only where nobody else owns the path. */
  forEachFile(take: TakeFile): void;
  /** The files of one package. */
  filesOf(name: string): readonly Path[];
}
