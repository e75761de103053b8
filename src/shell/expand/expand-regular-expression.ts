import type { Word } from "unbash";
import type { ExpansionContext } from "../state.ts";
import { expandSegments, makeRun } from "./expand-text.ts";
import { findSetEnd } from "./pattern-elements.ts";
import { compileExpression } from "./regular-expression.ts";
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
  const source = segments.reduce(addSource, "");
  const compiled = compileExpression(source, context.state.shoptOptions.has("nocasematch"));
  return {
    ...value,
    isValid: compiled !== undefined,
    match: (text) => compiled?.match(text),
  };
}

function addSource(source: string, segment: Segment): string {
  if (segment.kind === "break") return source + segment.joiner;
  if (!segment.isQuoted || isInSet(source)) return source + segment.text;
  return source + segment.text.replace(/[\\.*^$+?()[\]{}|]/g, "\\$&");
}

/** Whether an expression stops inside a `[…]`, where nothing needs to be escaped. */
function isInSet(source: string): boolean {
  const characters = Array.from(source);
  for (let at = 0; at < characters.length; at += 1) {
    if (characters[at] === "\\") at += 1;
    else if (characters[at] === "[") {
      const end = findSetEnd(characters, at, false);
      if (end === undefined) return true;
      at = end - 1;
    }
  }
  return false;
}
