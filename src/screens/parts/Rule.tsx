import type { ReactNode } from "react";
import type { Look } from "../look.ts";
import { token } from "../text/tokens.ts";
import { Row } from "./Row.tsx";

/** A line across the screen; `word` near its end says that there is more than is shown. */
export function Rule({
  look,
  width,
  word = "",
}: {
  readonly look: Look;
  readonly width: number;
  readonly word?: string;
}): ReactNode {
  const dash = look.hasLines ? "\u2500" : "-";
  const room = Math.max(0, width - 1);
  const end = word === "" ? "" : ` ${word} ${dash.repeat(2)}`;
  const text = ` ${dash.repeat(Math.max(0, room - end.length))}${end}`;
  return <Row line={[token(text, "dim")]} look={look} width={width} />;
}
