import type { ReactNode } from "react";
import type { Look } from "../look.ts";
import { type Line, type Tone, token } from "../text/tokens.ts";
import { Rows } from "./Rows.tsx";
import type { TextRows } from "./text-rows.ts";

/** A line being typed; the terminal's own cursor is put into it by the screen. */
export function TextField({
  text,
  sign = ">",
  tone,
  look,
  width,
}: {
  readonly text: TextRows;
  /** In front of its first row. */
  readonly sign?: string;
  readonly tone: Tone;
  readonly look: Look;
  readonly width: number;
}): ReactNode {
  const lines = text.rows.map(
    (content, at): Line => [token(` ${leadOf(text, at, sign)} `, "dim"), token(content, tone)],
  );
  return <Rows lines={lines} look={look} width={width} />;
}

function leadOf(text: TextRows, at: number, sign: string): string {
  if (at === 0) return text.hasEarlier ? "<" : sign;
  return text.hasLater && at === text.rows.length - 1 ? "+" : " ";
}
