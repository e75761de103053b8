import type { Look } from "../look.ts";
import { inputRows, type TextRows } from "../parts/text-rows.ts";
import { type Line, shown, token, wrapText } from "../text/tokens.ts";
import type { PageView, TypedLine } from "./page.ts";

/** How the rows of the screen are shared out to the parts of a page. */
export interface PageLayout {
  readonly width: number;
  readonly hasTitle: boolean;
  readonly hasRules: boolean;
  readonly hasKeyBar: boolean;
  readonly head: readonly Line[];
  readonly field: TextRows | undefined;
  readonly bodyRows: number;
  /** First row of the body that is shown. */
  readonly top: number;
  readonly foot: readonly Line[];
  readonly answer: TextRows | undefined;
  /** Where the terminal's cursor stands; it is hidden where nothing is typed. */
  readonly cursor: { readonly x: number; readonly y: number } | undefined;
}

/** Columns of the sign in front of a typed line. */
const lead = 3;

/** The least rows with which something is shown. */
const least = { answerAndField: 2, title: 3, keyBar: 4, rules: 8, head: 8, longField: 16 };

/** Body rows that a list keeps even where the foot would like them all. */
const rowsOfList = 3;

/** Rows and columns that are drawn on: a frame of all rows makes terminals scroll. */
export function drawnSize({ columns, rows }: Look): { width: number; height: number } {
  return { width: Math.max(1, columns - 1), height: Math.max(1, rows - 1) };
}

/**
 * Shares out the rows: what is asked and typed comes first, then the foot, the body gets the rest.
 * `top` is where the body was scrolled to; it moves as little as keeps the selected row in view.
 */
export function layOutPage(view: PageView, purpose: string, look: Look, top: number): PageLayout {
  const { width, height } = drawnSize(look);
  const hasTitle = height >= least.title;
  const hasRules = height >= least.rules;
  const hasKeyBar = height >= least.keyBar;
  const answer = typedRows(view.answer, width, 1, look);
  const field =
    answer !== undefined && height < least.answerAndField
      ? undefined
      : typedRows(view.field, width, height >= least.longField ? 3 : 1, look);
  const typed = field?.rows.length ?? 0;
  const rules = hasRules ? 2 : 0;
  const fixed = (hasTitle ? 1 : 0) + typed + rules + (answer ? 1 : 0) + (hasKeyBar ? 1 : 0);
  const room = Math.max(0, height - fixed);
  const head = height < least.head ? [] : headOf(view, purpose, look, width).slice(0, room >> 1);
  const below = room - head.length;
  const kept = view.selected === undefined ? 0 : Math.min(rowsOfList, view.body.length, below);
  const foot = (view.foot ?? []).slice(0, below - kept);
  const bodyRows = below - foot.length;
  const fieldTop = (hasTitle ? 1 : 0) + head.length;
  const answerTop = fieldTop + typed + rules + bodyRows + foot.length;
  return {
    width,
    hasTitle,
    hasRules,
    hasKeyBar,
    head,
    field,
    bodyRows,
    top: topOf(view, bodyRows, top),
    foot,
    answer,
    cursor: cursorIn(view.answer, answer, answerTop) ?? cursorIn(view.field, field, fieldTop),
  };
}

/** What a page is for stands where nothing of its own does. */
function headOf(view: PageView, purpose: string, look: Look, width: number): readonly Line[] {
  if (view.head !== undefined) return view.head;
  if (view.field !== undefined || purpose === "") return [];
  return [[token(` ${wrapText(shown(purpose, look), width - 1)[0] ?? ""}`, "dim")]];
}

function topOf({ body, scroll, selected }: PageView, bodyRows: number, before: number): number {
  const last = Math.max(0, body.length - bodyRows);
  const wanted = Math.max(0, Math.min(scroll ?? before, last));
  if (selected === undefined || bodyRows === 0) return wanted;
  if (selected < wanted) return selected;
  return Math.max(wanted, Math.min(selected - bodyRows + 1, last));
}

function typedRows(
  typed: TypedLine | undefined,
  width: number,
  maximum: number,
  look: Look,
): TextRows | undefined {
  return typed === undefined ? undefined : inputRows(typed.input, width - lead, maximum, look);
}

function cursorIn(
  typed: TypedLine | undefined,
  text: TextRows | undefined,
  row: number,
): PageLayout["cursor"] {
  if (typed === undefined || text === undefined || typed.isIdle === true) return undefined;
  return { x: text.cursor.x + lead, y: row + text.cursor.y };
}
