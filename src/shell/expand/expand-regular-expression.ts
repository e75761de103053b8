import type { Word } from "unbash";
import type { ExpansionContext } from "../state.ts";
import { expandSegments, makeRun } from "./expand-text.ts";
import { translateExpression } from "./regular-expression.ts";
import { joinSegments, type Segment } from "./segments.ts";

/** The right side of `=~`. */
export interface ExpandedExpression {
  readonly text: string;
  readonly unknown?: string;
  /** False where the expression is none, which gives the status 2. */
  readonly isValid: boolean;
  /** The match and its groups, or undefined: what `BASH_REMATCH` becomes. */
  match(text: string): readonly string[] | undefined;
}

/** Expands a word into an extended regular expression; quoted parts stand for themselves. */
export function expandRegularExpression(word: Word, context: ExpansionContext): ExpandedExpression {
  const run = makeRun(word, context);
  const segments = expandSegments(word, "word", run);
  const value = joinSegments(segments);
  const source = segments.map(sourceOf).join("");
  const compiled = translateExpression(source, context.state.shoptOptions.has("nocasematch"));
  return {
    ...value,
    isValid: compiled !== undefined,
    match(text) {
      const found = compiled?.exec(text);
      return found == null ? undefined : Array.from(found, (group) => group ?? "");
    },
  };
}

function sourceOf(segment: Segment): string {
  if (segment.kind === "break") return segment.joiner;
  return segment.isQuoted ? segment.text.replace(/[\\.*^$+?()[\]{}|]/g, "\\$&") : segment.text;
}
