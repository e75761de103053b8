import type { Level } from "./finding.ts";
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
  /** What a policy fixes, one sentence each. */
  readonly policy: readonly string[];
  /** What could not be used of the files, one sentence each. */
  readonly problems: readonly string[];
  readonly ownFile: Path;
  readonly systemFile: Path;
  /** Root's settings are the system's: what is changed holds for everybody. */
  readonly isRoot: boolean;
}

/** What can be changed without root: it goes to the person's own file. */
export type SettingChange =
  | { readonly kind: "level"; readonly level: Level }
  | { readonly kind: "add-path"; readonly path: Path }
  | { readonly kind: "remove-path"; readonly path: Path };

/** What is wrong with a path that should be guarded, a sentence; undefined where nothing is. */
export function problemWithPath(path: string, known: readonly Path[]): string | undefined {
  if (!path.startsWith("/")) return "A path begins with /.";
  if (/(^|\/)\.{1,2}(\/|$)/.test(path)) return "A path without . and .. in it.";
  if (path.length > 1 && path.endsWith("/")) return "A path without / at its end.";
  if (/\p{Cc}/u.test(path)) return "A path without control characters.";
  return known.includes(path) ? "It is guarded already." : undefined;
}
