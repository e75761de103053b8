import type { LiteralPart, Word } from "unbash";

/**
 * The words as bash takes them: the parser ends a word before `<(` and `>(`, which bash reads as a
 * part of it, as in `--from=<(list)`.
 */
export function joinSplitWords(words: readonly Word[]): readonly Word[] {
  if (!words.some((word, at) => continues(words[at - 1], word))) return words;
  const joined: Word[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    if (last !== undefined && continues(last, word)) joined[joined.length - 1] = join(last, word);
    else joined.push(word);
  }
  return joined;
}

function continues(before: Word | undefined, word: Word): boolean {
  return before?.end === word.pos && /^[<>]\(/.test(word.text);
}

function join(first: Word, second: Word): Word {
  const parts = [...(first.parts ?? [literalOf(first)]), ...(second.parts ?? [literalOf(second)])];
  return {
    type: "Word",
    text: first.text + second.text,
    value: first.value + second.value,
    pos: first.pos,
    end: second.end,
    parts,
  };
}

function literalOf({ pos, end, text, value }: Word): LiteralPart {
  return { type: "Literal", pos, end, text, value };
}
