import type { Review } from "./review.ts";

/** What came of looking at a line while it is being typed. */
export type LineOutcome =
  /** `isPartial`: counted only so far; a review of all of it follows. */
  | { readonly kind: "review"; readonly review: Review; readonly isPartial: boolean }
  /** No line that bash could read, or nothing that could be foreseen; says why. */
  | { readonly kind: "failure"; readonly sentence: string };
