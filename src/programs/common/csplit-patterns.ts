/** Where csplit cuts. */
export type Pattern = (
  | { readonly kind: "line"; readonly line: number }
  | {
      readonly kind: "expression";
      readonly expression: string;
      readonly offset: number;
      /** `%…%`: what comes before the line is left out. */
      readonly isSkip: boolean;
    }
) & {
  readonly word: string;
  /** How often it is repeated; infinity for `{*}`. */
  readonly repeats: number;
};

/** Reads the patterns of csplit; a message where one is wrong. */
export function readPatterns(words: readonly string[]): readonly Pattern[] | string {
  const patterns: Pattern[] = [];
  let lastLine = 0;
  for (const word of words) {
    if (word.startsWith("{")) {
      const repeats = /^\{(\d+|\*)\}$/.exec(word)?.[1];
      const last = patterns.pop();
      if (repeats === undefined || last === undefined) return `${word}: invalid pattern`;
      patterns.push({
        ...last,
        repeats: repeats === "*" ? Number.POSITIVE_INFINITY : Number(repeats),
      });
      continue;
    }
    const pattern = /^[/%]/.test(word) ? readExpression(word) : readLine(word, lastLine);
    if (typeof pattern === "string") return pattern;
    if (pattern.kind === "line") lastLine = pattern.line;
    patterns.push(pattern);
  }
  return patterns;
}

function readLine(word: string, last: number): Pattern | string {
  if (!/^\d+$/.test(word)) return `${word}: invalid pattern`;
  const line = Number(word);
  if (line === 0) return `${word}: line number must be greater than zero`;
  if (line < last) return `line number ‘${word}’ is smaller than preceding line number, ${last}`;
  return { kind: "line", line, word, repeats: 0 };
}

function readExpression(word: string): Pattern | string {
  const end = word.lastIndexOf(word.charAt(0));
  if (end === 0) return `${word}: closing delimiter '${word.charAt(0)}' missing`;
  const offset = word.slice(end + 1);
  if (!/^([-+]?\d+)?$/.test(offset)) return `${word}: integer expected after delimiter`;
  return {
    kind: "expression",
    expression: word.slice(1, end),
    offset: Number(offset),
    isSkip: word.startsWith("%"),
    word,
    repeats: 0,
  };
}
