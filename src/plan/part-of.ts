import type { Span } from "../domain/argument.ts";
import type { Effect, Unknown } from "../domain/effect.ts";
import type { Foreseen, Step } from "../domain/plan.ts";

/** What a part of a foreseen line brings about. */
export interface ForeseenPart {
  readonly effects: readonly Effect[];
  readonly unknown: readonly Unknown[];
  readonly steps: readonly Step[];
}

/** What comes of the commands within a span of the line. */
export function partOf(foreseen: Foreseen, span: Span): ForeseenPart {
  return {
    effects: foreseen.effects.filter(({ cause }) => isWithinSpan(cause.span, span)),
    unknown: foreseen.unknown.filter((unknown) => isWithinSpan(unknown.span, span)),
    steps: foreseen.steps.filter((step) => isWithinSpan(step.span, span)),
  };
}

function isWithinSpan(inner: Span, outer: Span): boolean {
  return inner[0] >= outer[0] && inner[1] <= outer[1];
}
