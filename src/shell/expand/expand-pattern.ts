import type { Word } from "unbash";
import type { ExpansionContext } from "../state.ts";
import { expandSegments, makeRun } from "./expand-text.ts";
import { compilePattern } from "./pattern.ts";
import { joinPattern } from "./segments.ts";

/** The pattern of a `case` item or of `[[ x == pattern ]]`. */
export interface ExpandedPattern {
  /** As a pattern: what was quoted is escaped. */
  readonly text: string;
  readonly unknown?: string;
  matches(text: string): boolean;
}

/** Expands a word into a pattern; quoted parts stand for themselves. */
export function expandPattern(word: Word, context: ExpansionContext): ExpandedPattern {
  const run = makeRun(word, context);
  const value = joinPattern(expandSegments(word, "word", run));
  const { dialect, shoptOptions } = context.state;
  const isBash = dialect === "bash";
  const pattern = compilePattern(value.text, {
    extglob: isBash && (shoptOptions.has("extglob") || isConditional(word)),
    nocase: isBash && shoptOptions.has("nocasematch"),
  });
  return { ...value, matches: (text) => pattern.matches(text) };
}

/** `[[ == ]]` always reads extended patterns; the parser has them only where they can stand. */
function isConditional(word: Word): boolean {
  return /[?*+@!]\(/.test(word.text);
}
