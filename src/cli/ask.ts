import { isConsent } from "../domain/consent.ts";
import { alternativesOf, type Review } from "../domain/review.ts";
import type { Terminal } from "./terminal.ts";

/** What a person wants done about a review. */
export type Answer =
  | { readonly kind: "run" }
  | { readonly kind: "stop" }
  | { readonly kind: "alternative"; readonly line: string };

/** Asks what the review's severity calls for. Anything but a clear yes stops. */
export function ask(review: Review, terminal: Terminal): Answer {
  const alternatives = alternativesOf(review);
  const numbers = alternatives.map((_, at) => String(at + 1));
  const answer = terminal.ask(prompt(review, numbers));
  if (answer === undefined) {
    terminal.print([""]);
    return { kind: "stop" };
  }
  const alternative = alternatives[numbers.indexOf(answer)];
  if (alternative !== undefined) return { kind: "alternative", line: alternative.line };
  return isConsent(answer, review) ? { kind: "run" } : { kind: "stop" };
}

function prompt(review: Review, numbers: readonly string[]): string {
  const last = numbers.at(-1);
  const choice = last === undefined ? "" : numbers.length === 1 ? "/1" : `/1-${last}`;
  if (review.confirm === "yes") return `    Run it? [y/N${choice}] `;
  const others = last === undefined ? "" : `; ${choice.slice(1)} uses that line`;
  return `    To go on, type what would be lost:  ${review.confirmWords}\n    (Enter alone runs nothing${others})\n    > `;
}
