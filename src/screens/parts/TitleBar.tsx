import type { ReactNode } from "react";
import type { Look } from "../look.ts";
import { type Line, lineWidth, type Token, token } from "../text/tokens.ts";
import { Row } from "./Row.tsx";

/** Where one is on the left, how things stand on the right. */
export function TitleBar({
  left,
  right,
  look,
  width,
}: {
  readonly left: Token;
  readonly right: Line;
  readonly look: Look;
  readonly width: number;
}): ReactNode {
  const start = [token(" "), left];
  const gap = Math.max(1, width - lineWidth(start) - lineWidth(right));
  return <Row line={[...start, token(" ".repeat(gap)), ...right]} look={look} width={width} />;
}
