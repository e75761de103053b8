import type { CheckUpItem, CheckUpLine, Condition, Mending } from "../../domain/check-up.ts";
import type { Probed } from "../../domain/check-up-facts.ts";

/** What a judgement says of facts; the rest of the line follows from the probe. */
export interface Judged {
  readonly condition: Condition;
  readonly summary: string;
  readonly details?: readonly string[];
  readonly mending?: Mending;
  readonly lines?: readonly CheckUpLine[];
}

/** What a line is about, for where it could not be looked at: follows "could not be looked at:". */
export interface Subject {
  readonly id: string;
  /** A noun, such as `updates`. */
  readonly about: string;
}

/** Makes the line of one probe: judges what is known, and says what is not. */
export function judge<Facts>(
  { id, about }: Subject,
  probed: Probed<Facts>,
  judgeFacts: (facts: Facts, isPartial: boolean) => Judged,
): CheckUpItem {
  if (probed.kind === "unknown") {
    const { reason, needs } = probed;
    const summary = `${about}: not looked at`;
    return { id, condition: "unknown", summary, details: [reason], ...(needs && { needs }) };
  }
  const isPartial = probed.isPartial === true;
  const { details = [], ...judged } = judgeFacts(probed.facts, isPartial);
  if (!isPartial) return { id, ...judged, details };
  return { id, ...judged, details: [...details, hiddenPart], needs: "root" };
}

const hiddenPart = "Part of this is closed to you.";

/** Added to what says that nothing was found, where not everything could be seen. */
export function asFarAsSeen(isPartial: boolean): string {
  return isPartial ? ", as far as you may look" : "";
}

/** A person's choice of names in a page of details: all of them, but a list has to end. */
export function limited(lines: readonly string[], atMost = 500): readonly string[] {
  const more = lines.length - atMost;
  return more <= 0 ? lines : [...lines.slice(0, atMost), `and ${more} more`];
}
