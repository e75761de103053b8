import { findBrace, findCommas } from "./brace-search.ts";
import { expandSequence, TooManyWords } from "./brace-sequence.ts";

/** More words than this are not listed; the machine would hardly bear them either. */
export const maximumBraceWords = 100_000;

/**
 * Brace expansion, which bash does on the text of a word before anything else is looked at:
 * `a{b,c}` and `{1..3}`. Quoted text and substitutions pass through; a word without a brace
 * expression comes back as it is.
 */
export function expandBraces(text: string): readonly string[] {
  if (!text.includes("{")) return [text];
  const opening = findOpening(text);
  if (opening === undefined) return [text];
  const { open, close } = opening;
  const inside = text.slice(open + 1, close);
  const rest = text.slice(close + 1);
  const choices = expandInside(inside);
  if (choices === undefined && rest === "") return [text];
  return combine(text.slice(0, open), choices ?? [text.slice(open, close + 1)], expandBraces(rest));
}

/** The first `{` that has a `}` and a comma or `..` in between. */
function findOpening(text: string): { readonly open: number; readonly close: number } | undefined {
  for (let from = 0; ; ) {
    const open = findBrace(text, from, "{");
    if (open === undefined) return undefined;
    const close = findBrace(text, open + 1, "}");
    if (close !== undefined) return { open, close };
    from = open + 1;
  }
}

function expandInside(inside: string): readonly string[] | undefined {
  if (!/(?<!\\)(?:\\\\)*,/.test(inside)) return expandSequence(inside, maximumBraceWords);
  const choices: string[] = [];
  for (const choice of findCommas(inside)) choices.push(...expandBraces(choice));
  return choices;
}

function combine(
  before: string,
  choices: readonly string[],
  after: readonly string[],
): readonly string[] {
  if (choices.length * after.length > maximumBraceWords) throw new TooManyWords();
  return choices.flatMap((choice) => after.map((rest) => before + choice + rest));
}
