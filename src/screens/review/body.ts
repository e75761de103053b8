import type { LineOutcome } from "../../domain/line-outcome.ts";
import type { Look } from "../look.ts";
import { effectLines, pathLines, reviewLines } from "../parts/review-lines.ts";
import { beside, emptyLine, type Line, shown, token } from "../text/tokens.ts";
import { helpLines } from "./help.ts";
import { homeLines, lastLines } from "./home.ts";
import { currentOutcome, currentReview, type ReviewState } from "./state.ts";

/** Everything the middle of the screen has to say, however many rows that takes. */
export function bodyLines(state: ReviewState, width: number): readonly Line[] {
  const { mode } = state;
  switch (mode.kind) {
    case "list":
      return listLines(state, mode.list, width);
    case "busy":
      return [[token("    running ...", "dim")]];
    default:
      return state.input.text.trim() === "" ? emptyHanded(state, width) : seenLines(state, width);
  }
}

function emptyHanded(state: ReviewState, width: number): readonly Line[] {
  return state.last === undefined
    ? homeLines(state, width)
    : lastLines(state.last, state.look, width);
}

function seenLines(state: ReviewState, width: number): readonly Line[] {
  const outcome = currentOutcome(state);
  if (outcome === undefined) {
    return state.isSlow ? [[token("    looking ...", "dim")]] : [];
  }
  return outcomeLines(outcome, state.look, width);
}

function outcomeLines(outcome: LineOutcome, look: Look, width: number): readonly Line[] {
  if (outcome.kind === "failure") {
    return beside([token(" ?  ", "note")], shown(outcome.sentence, look), width);
  }
  const lines = reviewLines(outcome.review, look, width);
  if (!outcome.isPartial) return lines;
  return [[token("    counting on: numbers are at least these", "dim")], emptyLine, ...lines];
}

function listLines(
  state: ReviewState,
  list: "effects" | "paths" | "help",
  width: number,
): readonly Line[] {
  if (list === "help") return helpLines(state, width);
  const review = currentReview(state);
  if (review === undefined) return [];
  return list === "effects"
    ? effectLines(review, state.look, width)
    : pathLines(review, state.look, width);
}
