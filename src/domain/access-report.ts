import type { Answers } from "./task-plan.ts";
import type { Path } from "./world.ts";

/** What somebody may do with a file or folder; see: read or list, run: run or open. */
export interface Rights {
  readonly see: boolean;
  readonly change: boolean;
  readonly run: boolean;
}

export type Right = keyof Rights;
export const rightNames: readonly Right[] = ["see", "change", "run"];

/** One row of "who may do what". */
export interface AccessRow {
  /** As answers name it: `owner`, `group`, `others`, `user:www-data`, `group:dev`. */
  readonly key: string;
  /** `you (ann)`, `group www-data`, `everybody else`. */
  readonly label: string;
  readonly now: Rights;
  readonly becomes: Rights;
  /** Why what they may do afterwards is dangerous, a few words. */
  readonly risk?: string;
}

/** Something below a folder that is not like the rest. */
export interface Difference {
  /** Below the folder asked about. */
  readonly path: Path;
  readonly what: string;
  readonly isFolder: boolean;
}

/** Everything that the page and the text say of one path's permissions. */
export interface AccessReport {
  readonly path: Path;
  readonly isFolder: boolean;
  /** Things inside a folder that were looked at, and whether there are more. */
  readonly inside: number;
  readonly isPartlyCounted: boolean;
  readonly rows: readonly AccessRow[];
  /** Sentences of what is so now. */
  readonly now: readonly string[];
  /** The least that does what the path is for; absent where it is so already. */
  readonly least?: { readonly sentence: string; readonly answers: Answers };
  /** What would come of the answers; empty where nothing would change. */
  readonly becomes: readonly string[];
  /** How many things change, and how many stay. */
  readonly changing: number;
  readonly staying: number;
  /** Why the answers make no plan. */
  readonly problem?: string;
  /** Somebody asked about who is not here: how answers name them, and what to write instead. */
  readonly nobody?: { readonly key: string; readonly sentence: string };
  /** For those who know: `0777 -> 0755 / 0644`, and the commands. */
  readonly octal: string;
  readonly commands: readonly string[];
  readonly differences: readonly Difference[];
  /** Packages that own something here, and that could say how it should be. */
  readonly packages: readonly string[];
}
