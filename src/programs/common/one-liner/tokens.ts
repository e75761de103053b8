/** A piece of a short program's text. */
export type Token =
  /** `isFormat`: values stand in it, between braces. */
  | { readonly kind: "text"; readonly text: string; readonly isFormat?: boolean }
  | { readonly kind: "number"; readonly value: number }
  /** With dots or colons in it: `os.path.exists`, `File::Path`. */
  | { readonly kind: "name"; readonly text: string }
  | { readonly kind: "mark"; readonly text: string }
  /** A semicolon or the end of a row, with how far the next row is moved in. */
  | { readonly kind: "end"; readonly text: string; readonly indent?: number };

/** How a language writes things down. */
export interface Lexicon {
  /** A text literal at the place: what it says and how long it is; undefined where there is none. */
  readString(
    source: string,
    at: number,
  ): { readonly text: string; readonly length: number; readonly isFormat?: boolean } | undefined;
  /** Matches one name; sticky. */
  readonly name: RegExp;
  /** Signs of its own, instead of the usual ones; sticky. */
  readonly mark?: RegExp;
  /** Begins a comment to the end of the row. */
  readonly comment: string;
  /** Whether a number that begins with 0 is octal. */
  readonly hasPlainOctal: boolean;
}

const number = /0[xX][\da-fA-F]+|0[oO][0-7]+|\d+(?:\.\d+)?/y;
const mark = /=>|==|!=|<=|>=|&&|\|\||\*\*|\+=|[()[\]{},:=.+*<>!|?-]/y;

/** The text in pieces; undefined where there is anything that is not known here. */
export function readTokens(source: string, lexicon: Lexicon): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at, at + 2);
    if (/^[ \t\r]/.test(rest)) at += 1;
    else if (rest === "\\\n") at += 2;
    else if (source.startsWith(lexicon.comment, at)) at = endOfRow(source, at);
    else if (/^[;\n]/.test(rest)) {
      const text = source[at++] ?? "";
      tokens.push({ kind: "end", text, indent: /^[ \t]*/.exec(source.slice(at))?.[0].length ?? 0 });
    } else {
      const found = readToken(source, at, lexicon);
      if (found === undefined) return undefined;
      tokens.push(found.token);
      at += found.length;
    }
  }
  return tokens;
}

function endOfRow(source: string, at: number): number {
  const end = source.indexOf("\n", at);
  return end < 0 ? source.length : end;
}

function readToken(
  source: string,
  at: number,
  lexicon: Lexicon,
): { readonly token: Token; readonly length: number } | undefined {
  const string = lexicon.readString(source, at);
  if (string !== undefined) {
    const { text, length, isFormat = false } = string;
    return { token: { kind: "text", text, ...(isFormat ? { isFormat } : {}) }, length };
  }
  const digits = match(number, source, at);
  if (digits !== undefined) {
    const isOctal = lexicon.hasPlainOctal && /^0\d/.test(digits);
    const value = isOctal ? Number.parseInt(digits, 8) : Number(digits);
    return { token: { kind: "number", value }, length: digits.length };
  }
  const name = match(lexicon.name, source, at);
  if (name !== undefined) return { token: { kind: "name", text: name }, length: name.length };
  const sign = match(lexicon.mark ?? mark, source, at);
  return sign === undefined
    ? undefined
    : { token: { kind: "mark", text: sign }, length: sign.length };
}

function match(expression: RegExp, source: string, at: number): string | undefined {
  expression.lastIndex = at;
  return expression.exec(source)?.[0];
}
