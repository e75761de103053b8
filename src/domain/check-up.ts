import type { Answers } from "./task-plan.ts";

/** How one part of the machine does; `unknown`: could not be looked at, the summary says why. */
export type Condition = "ok" | "note" | "caution" | "danger" | "unknown";

/** What a person can do about a line of the check-up. */
export interface Mending {
  /** The task, or the page, that mends it. */
  readonly task: string;
  readonly answers: Answers;
  /** A few words for the key bar: `update`, `mend`, `restart`. */
  readonly label: string;
}

/** A command line to copy, and what it is good for. */
export interface CheckUpLine {
  readonly line: string;
  readonly why: string;
}

/** One line of the check-up. */
export interface CheckUpItem {
  /** Names the probe, such as `updates`; stays the same between runs. */
  readonly id: string;
  readonly condition: Condition;
  /** The line itself, with this machine's numbers. */
  readonly summary: string;
  /** More about it, shown on its own page: sentences and names, safe only after showName. */
  readonly details: readonly string[];
  readonly mending?: Mending;
  /** Lines to look at and run by oneself, where handrail has no task for it. */
  readonly lines?: readonly CheckUpLine[];
  /** Who must look for it to be known, where the caller may not: `root`. */
  readonly needs?: "root";
}
