import type { Span } from "./argument.ts";
import type { Ruling } from "./policy.ts";
import type { Path } from "./world.ts";

export type Severity = "note" | "caution" | "danger" | "critical";
export const severities: readonly Severity[] = ["note", "caution", "danger", "critical"];

export type Level = "novice" | "standard" | "expert";
export const levels: readonly Level[] = ["novice", "standard", "expert"];

/** Ids name the mistake and never change. */
export const guardIds = [
  "deletes-required-files",
  "deletes-own-files",
  "overwrites-files",
  "surprising-expansion",
  "changes-system-permissions",
  "opens-permissions",
  "exposes-secrets",
  "breaks-secret-permissions",
  "adds-setuid",
  "removes-setuid",
  "overwrites-disk",
  "edits-checked-file",
  "locks-you-out",
  "breaks-account",
  "stops-required-service",
  "cuts-network",
  "powers-off",
  "kills-processes",
  "exhausts-machine",
  "removes-required-packages",
  "bypasses-packages",
  "weakens-trust",
  "runs-unseen-code",
  "root-shell",
  "needless-root",
  "loses-uncommitted-work",
  "weakens-guard",
  "cannot-foresee",
] as const;
export type GuardId = (typeof guardIds)[number];

/** Another line, to be copied and run in place of the one that was typed. */
export interface Alternative {
  readonly line: string;
  readonly why: string;
}

/** An alternative that was foreseen in its turn; `safe` when it draws nothing above note. */
export interface CheckedAlternative extends Alternative {
  readonly safe: boolean;
}

/** What a guard says of one mistake, in words. */
export interface Explanation {
  readonly severity: Severity;
  /** The headline: no names, no paths; counts and sizes are welcome. */
  readonly title: string;
  /** What would happen here, with the names and numbers of this machine. */
  readonly what: string;
  readonly why: string;
  readonly instead: readonly Alternative[];
  readonly span: Span;
  readonly paths: readonly Path[];
  /** All paths concerned; `paths` names at most 20 of them. */
  readonly pathCount: number;
  /** For a confirmation by typing: what is lost here, such as `delete 1,204 files`. */
  readonly confirmWords?: string;
}

export interface Finding extends Omit<Explanation, "instead" | "confirmWords"> {
  readonly guard: GuardId;
  readonly instead: readonly CheckedAlternative[];
  readonly confirmWords: string;
  /** What a setting did to it; absent where only the level decides. */
  readonly ruling?: Ruling;
}

/** Whether `first` is at least as severe as `second`. */
export function isAtLeast(first: Severity, second: Severity): boolean {
  return severities.indexOf(first) >= severities.indexOf(second);
}

/** Whether a person at this level is shown a finding of this severity. */
export function isShown(severity: Severity, level: Level): boolean {
  return level !== "expert" || severity !== "note";
}
