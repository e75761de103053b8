import { inputRows, type TextRows } from "../parts/text-rows.ts";
import type { Line } from "../text/tokens.ts";
import { bodyLines } from "./body.ts";
import { questionLines } from "./question.ts";
import { currentReview, type ReviewState } from "./state.ts";

/** How the rows of the screen are shared out, and what is in them. */
export interface Layout {
  readonly width: number;
  readonly hasTitle: boolean;
  readonly hasRules: boolean;
  readonly hasKeyBar: boolean;
  /** The line; absent where there is room only for what is typed below a question. */
  readonly input: TextRows | undefined;
  /** All of the body, and the part of it that is on the screen. */
  readonly body: readonly Line[];
  readonly bodyRows: number;
  readonly top: number;
  readonly question: readonly Line[];
  /** The words being typed below a question. */
  readonly answer: TextRows | undefined;
  /** Where the terminal's cursor stands; it is hidden where nothing is typed. */
  readonly cursor: { readonly x: number; readonly y: number } | undefined;
}

/** Columns of the sign in front of a typed line. */
const lead = 3;

/** The least rows with which something is shown. */
const least = { answerAndLine: 2, title: 3, keyBar: 4, rules: 8, longLine: 16 };

/** Shares out the rows: what is asked and the line itself come first, the review gets the rest. */
export function layOut(state: ReviewState): Layout {
  const { look, mode } = state;
  const width = Math.max(1, look.columns - 1);
  // A frame of all rows makes terminals scroll.
  const rows = Math.max(1, look.rows - 1);
  const hasTitle = rows >= least.title;
  const hasRules = rows >= least.rules;
  const hasKeyBar = rows >= least.keyBar;
  const answer = answerRows(state, width);
  const input =
    answer !== undefined && rows < least.answerAndLine
      ? undefined
      : inputRows(state.input, width - lead, rows >= least.longLine ? 3 : 1, look);
  const above = (hasTitle ? 1 : 0) + (input?.rows.length ?? 0) + (hasRules ? 1 : 0);
  const below = (hasRules ? 1 : 0) + (answer === undefined ? 0 : 1) + (hasKeyBar ? 1 : 0);
  const room = Math.max(0, rows - above - below);
  const question = questionLines(state, width).slice(0, room);
  const bodyRows = room - question.length;
  const body = bodyLines(state, width);
  const top = Math.min(state.scroll, Math.max(0, body.length - bodyRows));
  const answerTop = above + bodyRows + (hasRules ? 1 : 0) + question.length;
  const lineTop = hasTitle ? 1 : 0;
  const isLine = mode.kind === "line";
  const cursor = cursorIn(answer, answerTop) ?? (isLine ? cursorIn(input, lineTop) : undefined);
  const shares = { hasTitle, hasRules, hasKeyBar, input, answer, question };
  return { width, ...shares, body, bodyRows, top, cursor };
}

function answerRows(state: ReviewState, width: number): TextRows | undefined {
  const { mode, look } = state;
  if (mode.kind !== "confirm" || currentReview(state)?.confirm !== "type") return undefined;
  return inputRows(mode.typed, width - lead, 1, look);
}

function cursorIn(text: TextRows | undefined, row: number): Layout["cursor"] {
  return text === undefined ? undefined : { x: text.cursor.x + lead, y: row + text.cursor.y };
}

/** The furthest that the body can be scrolled. */
export function scrollLimit(state: ReviewState): number {
  const { body, bodyRows } = layOut(state);
  return Math.max(0, body.length - bodyRows);
}
