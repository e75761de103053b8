import type { Facts } from "./facts.ts";
import type { Explanation, GuardId, Severity } from "./finding.ts";
import type { Foreseen } from "./plan.ts";

/** A line with what this guard says of it; run as a test and printed in the guard's page. */
export interface GuardExample {
  readonly line: string;
  /** `quiet`: this guard says nothing above note. */
  readonly expect: Severity | "quiet";
  readonly as?: "user" | "root";
  readonly why: string;
}

/**
 * One mistake. `check` finds it in foreseen effects, `explain` alone makes words of a hit.
 * A guard never reads the text of a command.
 */
export interface Guard<Hit = unknown> {
  readonly id: GuardId;
  readonly title: string;
  /** The severest it can be. */
  readonly severity: Severity;
  readonly why: string;
  readonly examples: readonly GuardExample[];
  /** What it does not see, in sentences for its page. */
  readonly blindSpots: string;
  check(foreseen: Foreseen, facts: Facts): readonly Hit[];
  explain(hit: Hit, foreseen: Foreseen, facts: Facts): Explanation;
}

/** A guard with the type of its hits closed over, as the index and the review hold it. */
export interface AnyGuard extends Omit<Guard, "check" | "explain"> {
  judge(foreseen: Foreseen, facts: Facts): readonly Explanation[];
}

/** Ties a guard's two halves together so that guards of different hits fit one list. */
export function defineGuard<Hit>(guard: Guard<Hit>): AnyGuard {
  return {
    ...guard,
    judge: (foreseen, facts) =>
      guard.check(foreseen, facts).map((hit) => guard.explain(hit, foreseen, facts)),
  };
}
