import type { ApplyEvent } from "./apply-event.ts";

/** One carrying out of a plan, by its log: going on, ended, or cut off. */
export interface ApplyRun {
  readonly id: string;
  readonly title: string;
  /** When it started, as ISO 8601 in UTC. */
  readonly time: string;
  /** cut-off: whoever carried it out is gone, and nothing says how it ended. */
  readonly state: "running" | "ended" | "cut-off";
  readonly result?: (ApplyEvent & { readonly kind: "ended" })["result"];
  readonly isRoot: boolean;
  /** Whether its end was shown to this person. */
  readonly isSeen: boolean;
  /** The run or the journal's entry that it takes back. */
  readonly of?: string;
}
