import { inputRows, type TextRows } from "../parts/text-rows.ts";
import type { Line } from "../text/tokens.ts";
import { bodyLines } from "./body.ts";
import { questionLines } from "./question.ts";
import { currentReview, type ReviewState } from "./state.ts";

/** How the rows of the screen are shared out, and what is in them. */
export interface Layout {
  readonly width: number;
  readonly hasRules: boolean;
  readonly input: TextRows;
  /** All of the body, and the part of it that is on the screen. */
  readonly body: readonly Line[];
  readonly bodyRows: number;
  readonly top: number;
  readonly question: readonly Line[];
  /** The words being typed below a question. */
  readonly answer: TextRows | undefined;
  readonly hasKeyBar: boolean;
  /** Where the terminal's cursor stands; it is hidden where nothing is typed. */
  readonly cursor: { readonly x: number; readonly y: number } | undefined;
}

/** Columns of the sign in front of a typed line. */
const lead = 3;

const leastForRules = 8;
const leastForLongInput = 16;

/** Shares out the rows: what is asked and the line itself come first, the review gets the rest. */
export function layOut(state: ReviewState): Layout {
  const { look, mode } = state;
  const width = Math.max(10, look.columns - 1);
  // A frame of all rows makes terminals scroll.
  const rows = Math.max(1, look.rows - 1);
  const hasRules = rows >= leastForRules;
  const hasKeyBar = rows >= 4;
  const input = inputRows(state.input, width - lead, rows >= leastForLongInput ? 3 : 1, look);
  const isTyped = mode.kind === "confirm" && currentReview(state)?.confirm === "type";
  const answer = isTyped ? inputRows(mode.typed, width - lead, 1, look) : undefined;
  const fixed = 1 + input.rows.length + (hasRules ? 2 : 0) + (hasKeyBar ? 1 : 0) + (answer ? 1 : 0);
  const question = questionLines(state, width).slice(0, Math.max(0, rows - fixed));
  const bodyRows = Math.max(0, rows - fixed - question.length);
  const body = bodyLines(state, width);
  const top = Math.min(state.scroll, Math.max(0, body.length - bodyRows));
  const above = 1 + input.rows.length + (hasRules ? 2 : 0) + bodyRows + question.length;
  const cursor = answer
    ? cursorIn(answer, above)
    : mode.kind === "line"
      ? cursorIn(input, 1)
      : undefined;
  return { width, hasRules, input, body, bodyRows, top, question, answer, hasKeyBar, cursor };
}

function cursorIn({ cursor }: TextRows, row: number) {
  return { x: cursor.x + lead, y: row + cursor.y };
}

/** The furthest that the body can be scrolled. */
export function scrollLimit(state: ReviewState): number {
  const { body, bodyRows } = layOut(state);
  return Math.max(0, body.length - bodyRows);
}
