import { type Line, lineWidth, token } from "../text/tokens.ts";

/** A key and what it does, as a key bar says it. */
export interface BarKey {
  readonly shown: string;
  readonly label: string;
}

/** As many keys as fit in `width` columns, the first ones first. */
export function keyBarLine(keys: readonly BarKey[], width: number): Line {
  let line: Line = [];
  for (const { shown, label } of keys) {
    const gap = line.length === 0 ? " " : "   ";
    const next = [...line, token(gap), token(shown, "key"), token(` ${label}`)];
    if (lineWidth(next) > width) break;
    line = next;
  }
  return line;
}
