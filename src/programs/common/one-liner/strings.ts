/** A literal as it stands in a program: what it says and how long it is. */
interface Literal {
  readonly text: string;
  readonly length: number;
}

const named: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "0": "\0",
  a: "\u0007",
  b: "\b",
  f: "\f",
  v: "\v",
};

/**
 * A literal between two equal quotes. `keepsUnknown`: a backslash before a letter without a meaning
 * stays, as in Python. `isRaw`: only the quote and the backslash can be escaped, as in Perl's ''.
 */
export function readQuoted(
  source: string,
  at: number,
  rules: { readonly keepsUnknown?: boolean; readonly isRaw?: boolean; readonly refuses?: RegExp },
): Literal | undefined {
  const quote = source[at];
  let text = "";
  for (let next = at + 1; next < source.length; next += 1) {
    const character = source[next] ?? "";
    if (character === quote) {
      // What would be put in there is not known: `$x`, `#{x}`.
      return rules.refuses?.test(source.slice(at + 1, next))
        ? undefined
        : { text, length: next + 1 - at };
    }
    if (character !== "\\") text += character;
    else {
      next += 1;
      const escaped = source[next] ?? "";
      const meaning = meaningOf(escaped, quote ?? "", rules);
      if (meaning === undefined) return undefined;
      text += meaning;
    }
  }
  return undefined;
}

function meaningOf(
  escaped: string,
  quote: string,
  { keepsUnknown = false, isRaw = false }: { keepsUnknown?: boolean; isRaw?: boolean },
): string | undefined {
  if (escaped === quote || escaped === "\\") return escaped;
  if (isRaw) return `\\${escaped}`;
  if (escaped === "\n") return keepsUnknown ? "" : undefined;
  if (/[xuUN0-7cCM]/.test(escaped) && escaped !== "0") return undefined;
  return named[escaped] ?? (keepsUnknown ? `\\${escaped}` : escaped);
}
