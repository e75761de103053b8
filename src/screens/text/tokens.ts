import { showName } from "../../domain/text.ts";
import type { Look } from "../look.ts";
import { isPlain, take, widthOf } from "./cells.ts";

/** What a piece of text means; how that looks is decided in parts/paint.ts alone. */
export type Tone =
  | "plain"
  | "dim"
  | "strong"
  | "key"
  | "command"
  | "ok"
  | "note"
  | "caution"
  | "danger"
  | "critical";

export interface Token {
  readonly text: string;
  readonly tone: Tone;
}

/** One row of a screen. */
export type Line = readonly Token[];

export const emptyLine: Line = [];

export function token(text: string, tone: Tone = "plain"): Token {
  return { text, tone };
}

/** A name or sentence from the machine, safe to show on this terminal. */
export function shown(text: string, look: Look): string {
  // Letters and lines: most of what is shown, and sparing their look-up in Unicode's tables counts.
  const safe = isPlain(text) ? text : showName(text);
  return look.isAscii ? safe.replace(/[^\x20-\x7e]/gu, escapeCharacter) : safe;
}

export function lineWidth(line: Line): number {
  return line.reduce((total, { text }) => total + widthOf(text), 0);
}

/** Rows of at most `width` columns; a word that is longer is broken. */
export function wrapText(text: string, width: number): readonly string[] {
  const room = Math.max(1, width);
  const rows: string[] = [];
  let row = "";
  for (const word of text.split(" ").flatMap((word) => breakWord(word, room))) {
    const longer = row === "" ? word : `${row} ${word}`;
    if (row !== "" && widthOf(longer) > room) {
      rows.push(row);
      row = word;
    } else row = longer;
  }
  return [...rows, row];
}

/** Text beside a lead, such as a label or a sign, wrapped under itself. */
export function beside(lead: Line, text: string, width: number, tone: Tone = "plain"): Line[] {
  const column = lineWidth(lead);
  const indent = token(" ".repeat(column));
  return wrapText(text, Math.max(10, width - column)).map((row, at) => [
    ...(at === 0 ? lead : [indent]),
    token(row, tone),
  ]);
}

function breakWord(word: string, width: number): readonly string[] {
  const parts: string[] = [];
  let rest = word;
  while (widthOf(rest) > width) {
    const part = take(rest, width) || rest.slice(0, 1);
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return [...parts, rest];
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, "0")}`
    : `\\u${code.toString(16).padStart(4, "0")}`;
}
