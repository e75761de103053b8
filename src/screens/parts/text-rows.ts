import type { Look } from "../look.ts";
import { type Cell, cellsOf } from "../text/cells.ts";
import { shown } from "../text/tokens.ts";
import type { TextInput } from "./text-input.ts";

/** A typed line laid out in rows, with the place of the cursor in them. */
export interface TextRows {
  readonly rows: readonly string[];
  readonly cursor: { readonly x: number; readonly y: number };
  /** There is more before the first row, or behind the last. */
  readonly hasEarlier: boolean;
  readonly hasLater: boolean;
}

/** At most `maximum` rows of `width` columns around the cursor. */
export function inputRows(input: TextInput, width: number, maximum: number, look: Look): TextRows {
  const { all, cursor } = breakRows(input, Math.max(2, width), look);
  const first = Math.min(Math.max(0, cursor.y - maximum + 1), Math.max(0, all.length - maximum));
  return {
    rows: all.slice(first, first + maximum),
    cursor: { x: cursor.x, y: cursor.y - first },
    hasEarlier: first > 0,
    hasLater: first + maximum < all.length,
  };
}

function breakRows({ text, cursor }: TextInput, width: number, look: Look) {
  const before = cellsOf(shown(text.slice(0, cursor), look));
  const rows: string[] = [""];
  let used = 0;
  const add = (cell: Cell): void => {
    if (used + cell.width > width) {
      rows.push("");
      used = 0;
    }
    rows[rows.length - 1] += cell.text;
    used += cell.width;
  };
  before.forEach(add);
  // The cursor needs a column of its own, on the next row where this one is full.
  if (used >= width) {
    rows.push("");
    used = 0;
  }
  const place = { x: used, y: rows.length - 1 };
  cellsOf(shown(text.slice(cursor), look)).forEach(add);
  return { all: rows, cursor: place };
}
