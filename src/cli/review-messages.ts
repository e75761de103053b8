import type { LineOutcome } from "../domain/line-outcome.ts";

/** Entries that a line is walked for before the screens' counts stay "at least". */
export const entriesForScreens = 200_000;

/** How far the screens' last look goes: trees that go as a whole are counted to their end. */
export const limitsForScreens = {
  maximumEntries: entriesForScreens,
  treeLimits: { recorded: 20_000, weighed: entriesForScreens, counted: Number.POSITIVE_INFINITY },
} as const;

/** To the worker: look at this line. */
export interface ReviewRequest {
  readonly id: number;
  readonly line: string;
}

/** From the worker. A partial outcome is followed by the whole one under the same id. */
export interface ReviewReply {
  readonly id: number;
  readonly outcome: LineOutcome;
}

/** Whether this reply is the last one to its request. */
export function isLastReply({ outcome }: ReviewReply): boolean {
  return outcome.kind === "failure" || !outcome.isPartial;
}
