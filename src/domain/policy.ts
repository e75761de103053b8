import type { Level } from "./finding.ts";
import type { Path } from "./world.ts";

/** What is set for one guard: `off` by a person alone, the others by a person or the machine. */
export const guardRules = ["off", "ask", "refuse"] as const;
export type GuardRule = (typeof guardRules)[number];

/** Where a setting stands: it holds for everybody, or for the one who made it. */
export type SetBy = "machine" | "person";

/** A place where a person does not want to be asked, for a while and for a reason. */
export interface Allowance {
  readonly path: Path;
  /** The guards that it speaks to; absent for all. */
  readonly guards?: readonly string[];
  /** The last day it holds, as `2026-12-31`. */
  readonly until: string;
  readonly reason: string;
}

/** What the settings did to a finding; part of the review, so that nothing happens in silence. */
export type Ruling =
  | { readonly kind: GuardRule; readonly by: SetBy }
  | ({ readonly kind: "allowed" } & Pick<Allowance, "path" | "until" | "reason">);

/** The rules in force for judging. */
export interface GuardPolicy {
  readonly rules: ReadonlyMap<string, { readonly rule: GuardRule; readonly by: SetBy }>;
  /** Those that hold today. */
  readonly allowances: readonly Allowance[];
  /** Guards whose findings `--yes` cannot accept. */
  readonly unacceptable: ReadonlySet<string>;
}

/** The whole policy: what is judged by, and levels that are fixed, by login name or `*`. */
export interface Policy extends GuardPolicy {
  readonly levels: ReadonlyMap<string, Level>;
}

/** The policy of a machine on which nobody has set any. */
export const noPolicy: Policy = {
  levels: new Map(),
  rules: new Map(),
  allowances: [],
  unacceptable: new Set(),
};

/** What is wrong with an allowance, as a part of a sentence; undefined where nothing is. */
export function problemWithAllowance({ path, until, reason }: Allowance): string | undefined {
  if (!/^(\/[^/]+){2,}$/.test(path) || /\/\.{1,2}(\/|$)|\p{Cc}/u.test(path)) {
    return "a path of at least two names, such as /srv/scratch";
  }
  if (!isDay(until)) return "a last day such as 2026-12-31";
  return reason.trim() === "" || /\p{Cc}/u.test(reason) ? "a reason in a few words" : undefined;
}

/** Whether the last day of it has not passed; the days are those of the machine's clock. */
export function isInForce({ until }: Allowance, now: number): boolean {
  return until >= dayOf(now);
}

/** The day at a moment, as `2026-12-31`. */
export function dayOf(now: number): string {
  const date = new Date(now);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
