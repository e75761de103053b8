import type { Word } from "unbash";
import type { ExpansionContext } from "../state.ts";
import { expandSegments, makeRun } from "./expand-text.ts";
import { textForm } from "./locale.ts";
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
  const form = textForm(context.state);
  const pattern = compilePattern(form.spread(value.text), {
    extglob: isBash && (shoptOptions.has("extglob") || isConditional(word)),
    nocase: isBash && shoptOptions.has("nocasematch"),
    hasCaret: isBash,
  });
  return { ...value, matches: (text) => pattern.matches(form.spread(text)) };
}

/** `[[ == ]]` always reads extended patterns; the parser has them only where they can stand. */
function isConditional(word: Word): boolean {
  return /[?*+@!]\(/.test(word.text);
}
