import type { GuardId, Level } from "./finding.ts";
import type { Allowance, GuardRule, SetBy } from "./policy.ts";
import type { Path } from "./world.ts";

/** The settings in force and where they come from, for the page and the text of settings. */
export interface SettingsReport {
  readonly user: string;
  readonly level: Level;
  /** What says so. */
  readonly levelFrom: "policy" | "account" | "settings" | "usual";
  /** Directories guarded like the system's own: the person's, and the system's. */
  readonly ownPaths: readonly Path[];
  readonly systemPaths: readonly Path[];
  /** Guards that do not follow the level alone. */
  readonly rules: readonly GuardState[];
  /** Places where less is asked; those whose last day has passed as well. */
  readonly allowances: readonly (Allowance & { readonly isOver: boolean })[];
  /** What a policy fixes, one sentence each. */
  readonly policy: readonly string[];
  /** What could not be used of the files, one sentence each. */
  readonly problems: readonly string[];
  readonly ownFile: Path;
  readonly systemFile: Path;
  /** Root's settings are the system's: what is changed holds for everybody. */
  readonly isRoot: boolean;
}

/** A guard that was set to something. */
export interface GuardState {
  readonly guard: string;
  readonly rule: GuardRule;
  readonly by: SetBy;
}

/** What can be changed: it goes to the person's own file, to the system's where root changes it. */
export type SettingChange =
  | { readonly kind: "level"; readonly level: Level }
  | { readonly kind: "add-path"; readonly path: Path }
  | { readonly kind: "remove-path"; readonly path: Path }
  /** Without a rule the guard follows the level again. */
  | { readonly kind: "guard"; readonly guard: GuardId; readonly rule?: GuardRule }
  | { readonly kind: "allow"; readonly allowance: Allowance }
  | { readonly kind: "disallow"; readonly path: Path };

/** What is wrong with a path that should be guarded, a sentence; undefined where nothing is. */
export function problemWithPath(path: string, known: readonly Path[]): string | undefined {
  if (!path.startsWith("/")) return "A path begins with /.";
  if (/(^|\/)\.{1,2}(\/|$)/.test(path)) return "A path without . and .. in it.";
  if (path.length > 1 && path.endsWith("/")) return "A path without / at its end.";
  if (/\p{Cc}/u.test(path)) return "A path without control characters.";
  return known.includes(path) ? "It is guarded already." : undefined;
}
