import type { Look } from "../look.ts";
import { cut, widthOf } from "../text/cells.ts";
import { type Line, shown, type Tone } from "../text/tokens.ts";

/** The only place where a meaning becomes a colour or a weight: numbers of SGR, none for plain. */
const styles: Readonly<Record<Tone, string>> = {
  plain: "",
  dim: "2",
  strong: "1",
  key: "1",
  command: "36",
  ok: "32",
  note: "34",
  caution: "1;33",
  danger: "1;31",
  critical: "1;7;31",
};

/**
 * One row as text for the terminal, never more than `width` columns: what does not fit is cut with
 * dots. Names were made safe where the row was made; what slipped through is made safe here.
 */
export function paintLine(line: Line, look: Look, width: number): string {
  let painted = "";
  let used = 0;
  for (const { text: given, tone } of line) {
    if (used >= width) break;
    const text = shown(given, look);
    painted += paint(cut(text, width - used), tone, look);
    used += widthOf(text);
  }
  return painted;
}

function paint(text: string, tone: Tone, { hasColour }: Look): string {
  const style = styles[tone];
  return hasColour && style !== "" && text !== "" ? `\u001b[${style}m${text}\u001b[0m` : text;
}
