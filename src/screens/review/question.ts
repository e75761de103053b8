import type { Review } from "../../domain/review.ts";
import { confirmationLines } from "../parts/confirmation.ts";
import { beside, type Line, token } from "../text/tokens.ts";
import { currentReview, type Mode, type ReviewState } from "./state.ts";
import { describeRefusal } from "./words.ts";

/** What stands between the review and the keys: a question, a refusal, or why Enter waits. */
export function questionLines(state: ReviewState, width: number): readonly Line[] {
  const { mode } = state;
  switch (mode.kind) {
    case "line":
      return mode.isRunWanted
        ? [[token(" Enter waits for the whole review; typing stops it", "dim")]]
        : [];
    case "refused":
      return refusal(currentReview(state), width);
    case "confirm":
      return confirmation(state, mode, width);
    default:
      return [];
  }
}

function refusal(review: Review | undefined, width: number): readonly Line[] {
  if (review === undefined) return [];
  return beside([token(" !! ", "critical")], describeRefusal(review), width);
}

function confirmation(
  state: ReviewState,
  mode: Mode & { readonly kind: "confirm" },
  width: number,
): readonly Line[] {
  const review = currentReview(state);
  if (review === undefined) return [];
  return confirmationLines(mode, review, "Run it?", state.look, width);
}
