import { Box } from "ink";
import { createElement, type ReactNode } from "react";
import type { Look } from "../look.ts";
import { emptyLine, type Line } from "../text/tokens.ts";
import { Row } from "./Row.tsx";

/** A pane of exactly `height` rows that shows the lines from `top` on. */
export function Rows({
  lines,
  look,
  width,
  height = lines.length,
  top = 0,
}: {
  readonly lines: readonly Line[];
  readonly look: Look;
  readonly width: number;
  readonly height?: number;
  readonly top?: number;
}): ReactNode {
  const rows = Array.from({ length: height }, (_, at) => lines[top + at] ?? emptyLine);
  return createElement(
    Box,
    { flexDirection: "column", flexShrink: 0 },
    ...rows.map((line) => createElement(Row, { line, look, width })),
  );
}
