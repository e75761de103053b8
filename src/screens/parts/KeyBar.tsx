import type { ReactNode } from "react";
import type { Look } from "../look.ts";
import { type BarKey, keyBarLine } from "./key-bar.ts";
import { Row } from "./Row.tsx";

/** The keys that do something now, most needed first. */
export function KeyBar({
  keys,
  look,
  width,
}: {
  readonly keys: readonly BarKey[];
  readonly look: Look;
  readonly width: number;
}): ReactNode {
  return <Row line={keyBarLine(keys, width)} look={look} width={width} />;
}
