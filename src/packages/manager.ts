import type { Inquiry } from "../domain/inquiry.ts";
import type {
  PackageChange,
  PackageDetails,
  PackageFailure,
  PackageRequest,
  PackageSimulation,
} from "../domain/packages.ts";
import type { Path } from "../domain/world.ts";
import type { Catalogue } from "./search/catalogue.ts";

/** Updates that wait, as far as the lists on this machine tell. */
export interface PackageUpdates {
  readonly changes: readonly PackageChange[];
  /** Those that an update of everything would leave, since they add or remove others. */
  readonly keptBack: readonly string[];
}

/** Names and versions that have something newer, or why that cannot be told. */
export type WaitingPackages =
  | {
      readonly kind: "waiting";
      readonly changes: readonly {
        readonly name: string;
        readonly before: string;
        readonly after: string;
        readonly isSecurity: boolean;
      }[];
      readonly keptBack: readonly string[];
    }
  | { readonly kind: "failure"; readonly failure: PackageFailure };

/** How a package stands in the manager's database. */
export interface PackageState {
  readonly name: string;
  readonly version: string;
  /** Whole and set up; false where a run ended in the middle. */
  readonly isConfigured: boolean;
  /** Here because others need it, by what the manager remembers. */
  readonly isAutomatic: boolean;
}

/** What the manager says of its own progress on its status descriptor. */
export type ManagerProgress =
  | { readonly kind: "progress"; readonly percent: number; readonly what: string }
  | { readonly kind: "failed"; readonly name: string; readonly sentence: string }
  /** A configuration file that was changed here and has a new version. */
  | { readonly kind: "configuration"; readonly path: Path; readonly from: Path };

/**
 * One package manager: what to ask it and how to read what it says. Nothing here changes anything;
 * what does is made of actions in plan/commands-of.ts.
 */
export interface PackageManager {
  readonly id: "apt";
  /** What its plan for a request is, by its own solver. */
  simulate(request: PackageRequest): Inquiry<PackageSimulation>;
  /** What waits, by names and versions alone: a fraction of the time of `updates`. */
  waiting(): Inquiry<WaitingPackages>;
  /** All updates, with those marked that mend security faults. */
  updates(): Inquiry<PackageUpdates>;
  /** All packages there are, for the search. */
  catalogue(): Inquiry<Catalogue>;
  details(name: string): Inquiry<PackageDetails | undefined>;
  /** What changed since the version that is here, newest first; undefined where it is not known. */
  changelog(name: string): Inquiry<string | undefined>;
  /** How the named packages stand; those that are not there at all are left out. */
  states(names: readonly string[]): Inquiry<readonly PackageState[]>;
  /** Packages a broken-off run left half done. */
  unfinished(): Inquiry<readonly string[]>;
  /** Whether installed packages lack others that they need. */
  isLacking(): Inquiry<boolean>;
  /** Of `name=version`, those that can still be had. */
  obtainable(versions: readonly string[]): Inquiry<ReadonlySet<string>>;
  /** A line of its status descriptor. */
  readProgress(line: string): ManagerProgress | undefined;
  /** What a failed run's output says, as a sentence with what to do next. */
  describeFailure(output: string): string;
  /** Files whose lock keeps two runs apart. */
  readonly locks: readonly Path[];
  /** What is written to as soon as a run changes anything, down to a note about one package. */
  readonly databases: readonly Path[];
}
