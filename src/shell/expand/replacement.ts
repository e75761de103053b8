import { expandParts } from "./expand-parts.ts";
import type { Part } from "./parts.ts";
import type { Run } from "./segments.ts";
import { expandTildes } from "./tilde.ts";

/** What takes the place of a match in `${x/p/r}`. */
export interface Replacement {
  make(match: string): string;
  readonly unknown?: string;
}

/** Expands the replacement; an `&` that is not quoted stands for the match. */
export function expandReplacement(parts: readonly Part[], run: Run): Replacement {
  const segments = expandParts(
    expandTildes(parts, "word", run),
    { isQuoted: false, isSplit: false },
    run,
  );
  let unknown: string | undefined;
  const pieces = segments.map((segment): ((match: string) => string) => {
    if (segment.kind === "break") return () => segment.joiner;
    unknown ??= segment.unknown;
    if (segment.isQuoted || !/[&\\]/.test(segment.text)) return () => segment.text;
    return (match) =>
      segment.text.replace(/\\([&\\])|&/g, (_, escaped?: string) => escaped ?? match);
  });
  const make = (match: string): string => pieces.map((piece) => piece(match)).join("");
  return unknown === undefined ? { make } : { make, unknown };
}
