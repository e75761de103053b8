import type { Look } from "../look.ts";
import { type Line, lineWidth, type Token, type Tone, token } from "../text/tokens.ts";
import type { TextRows } from "./text-rows.ts";

/** Where one is on the left, how things stand on the right. */
export function titleLine(left: Token, right: Line, width: number): Line {
  const start = [token(" "), left];
  const gap = Math.max(1, width - lineWidth(start) - lineWidth(right));
  return [...start, token(" ".repeat(gap)), ...right];
}

/** A line across the screen; `word` near its end says that there is more than is shown. */
export function ruleLine(look: Look, width: number, word = ""): Line {
  const dash = look.hasLines ? "\u2500" : "-";
  const room = Math.max(0, width - 1);
  const end = word === "" ? "" : ` ${word} ${dash.repeat(2)}`;
  return [token(` ${dash.repeat(Math.max(0, room - end.length))}${end}`, "dim")];
}

/** A line being typed; the terminal's own cursor is put into it by the screen. */
export function typedLines(text: TextRows, sign: string, tone: Tone): readonly Line[] {
  return text.rows.map((content, at) => [
    token(` ${leadOf(text, at, sign)} `, "dim"),
    token(content, tone),
  ]);
}

function leadOf(text: TextRows, at: number, sign: string): string {
  if (at === 0) return text.hasEarlier ? "<" : sign;
  return text.hasLater && at === text.rows.length - 1 ? "+" : " ";
}
