import { Text, type TextProps } from "ink";
import { createElement, type ReactNode } from "react";
import type { Look } from "../look.ts";
import { cut, widthOf } from "../text/cells.ts";
import { type Line, shown, type Tone } from "../text/tokens.ts";

/** The only place where a meaning becomes a colour or a weight. */
const styles: Readonly<Record<Tone, TextProps>> = {
  plain: {},
  dim: { dimColor: true },
  strong: { bold: true },
  key: { bold: true },
  command: { color: "cyan" },
  ok: { color: "green" },
  note: { color: "blue" },
  caution: { color: "yellow", bold: true },
  danger: { color: "red", bold: true },
  critical: { color: "red", bold: true, inverse: true },
};

/** One row, never more: what does not fit is cut with dots. */
export function Row({
  line,
  look,
  width,
}: {
  readonly line: Line;
  readonly look: Look;
  readonly width: number;
}): ReactNode {
  const parts = cutLine(line, look, width).map(({ text, tone }) =>
    createElement(Text, look.hasColour ? styles[tone] : {}, text),
  );
  // An empty text would take no row at all.
  return createElement(Text, { wrap: "truncate" }, ...(parts.length === 0 ? [" "] : parts));
}

/** Names were made safe where the row was made; what slipped through there is made safe here. */
function cutLine(line: Line, look: Look, width: number): Line {
  const parts: { text: string; tone: Tone }[] = [];
  let used = 0;
  for (const { text: given, tone } of line) {
    const text = shown(given, look);
    if (used >= width) break;
    const room = width - used;
    parts.push({ text: cut(text, room), tone });
    used += widthOf(text);
  }
  return parts;
}
