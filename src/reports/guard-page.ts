import type { AnyGuard } from "../domain/guard.ts";
import type { PlainStyle } from "./plain.ts";
import { wrap } from "./wrap.ts";

/** A guard in words for a terminal: what it looks for, why, examples, how to accept it. */
export function describeGuard(guard: AnyGuard, style: PlainStyle): readonly string[] {
  const indented = (text: string): readonly string[] =>
    wrap(text, style.width - 4).map((line) => `    ${line}`);
  return [
    `${guard.id} (up to ${guard.severity})`,
    ...indented(guard.title),
    "",
    "Why",
    ...indented(guard.why),
    "",
    "Examples",
    ...guard
      .examples()
      .map(({ line, expect, as = "user" }) => `    ${expect.padEnd(8)} ${as.padEnd(4)}  ${line}`),
    "",
    "To accept what it finds, once",
    `    guard --yes=${guard.id} ...`,
  ];
}
