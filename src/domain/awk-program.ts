/** A piece of an awk program's text. */
export interface AwkToken {
  readonly kind: "string" | "regex" | "word" | "mark" | "blank" | "newline";
  readonly text: string;
}

/** A print or printf statement, by the tokens that it takes. */
export interface AwkPrint {
  /** Index of the word `print` or `printf`. */
  readonly start: number;
  /** Index after its last token. */
  readonly end: number;
  /** Where its output goes, when that is not standard output: index of `>`, `>>` or `|`. */
  readonly redirection?: number;
}

const pieces =
  /(?<string>"(?:\\[\s\S]|[^"\\])*")|(?<comment>#[^\n]*)|(?<newline>\n)|(?<blank>(?:[ \t\r]|\\\n)+)|(?<word>[A-Za-z_]\w*|\d[\w.]*|\.\d+\w*)|(?<mark>>>|>=|<=|==|!=|!~|&&|\|\||\|&|\+\+|--|[-+*/%^]=|\*\*=?|[\s\S])/uy;

/** Whole regular expressions; a slash inside of brackets does not end one in gawk. */
const regex = /\/(?:\\[^\n]|\[\^?\]?(?:\\[^\n]|\[:\w+:\]|[^\]\n])*\]|[^/\\[\n])+\//y;

/** The program's text in pieces; undefined where it is no awk, such as a quote that never ends. */
export function readAwkTokens(text: string): readonly AwkToken[] | undefined {
  const tokens: AwkToken[] = [];
  let at = 0;
  while (at < text.length) {
    const token = readToken(text, at, tokens);
    if (token === undefined) return undefined;
    at += token.length;
    if (token.piece !== undefined) tokens.push(token.piece);
  }
  return tokens;
}

interface Read {
  readonly length: number;
  /** Absent for comments. */
  readonly piece?: AwkToken;
}

function readToken(text: string, at: number, before: readonly AwkToken[]): Read | undefined {
  if (text[at] === "/" && mayStartRegex(before)) {
    regex.lastIndex = at;
    const found = regex.exec(text)?.[0];
    return found && { length: found.length, piece: { kind: "regex", text: found } };
  }
  pieces.lastIndex = at;
  const groups = pieces.exec(text)?.groups ?? {};
  for (const kind of ["string", "newline", "blank", "word", "mark"] as const) {
    const found = groups[kind];
    if (found === undefined) continue;
    return found === '"' ? undefined : { length: found.length, piece: { kind, text: found } };
  }
  return { length: groups.comment?.length ?? 1 };
}

/** A slash after something that has a value divides. */
function mayStartRegex(before: readonly AwkToken[]): boolean {
  const last = before.findLast(({ kind }) => kind !== "blank");
  if (last === undefined || last.kind === "newline") return true;
  if (last.kind === "word")
    return /^(?:print|printf|return|in|case|else|do|getline)$/.test(last.text);
  return last.kind === "mark" && !/^(?:\)|\]|\+\+|--)$/.test(last.text);
}

/** Every print and printf of a program. */
export function listAwkPrints(tokens: readonly AwkToken[]): readonly AwkPrint[] {
  return tokens.flatMap((token, at) => {
    return token.kind === "word" && /^printf?$/.test(token.text) ? [readPrint(tokens, at)] : [];
  });
}

function readPrint(tokens: readonly AwkToken[], start: number): AwkPrint {
  let depth = 0;
  let redirection: number | undefined;
  let end = start + 1;
  for (; end < tokens.length; end += 1) {
    const token = tokens[end];
    if (token === undefined || (token.kind === "newline" && depth === 0)) break;
    if (token.kind !== "mark") continue;
    if (depth === 0 && /^[;}]$/.test(token.text)) break;
    if (/^[([]$/.test(token.text)) depth += 1;
    else if (/^[)\]]$/.test(token.text)) depth -= 1;
    else if (depth === 0 && /^(?:>>?|\|&?)$/.test(token.text)) redirection ??= end;
  }
  return { start, end, ...(redirection === undefined ? {} : { redirection }) };
}

/** What a program may do beside reading its input and printing. */
export interface AwkPowers {
  /** Prints into files of its own. */
  readonly writes: boolean;
  /** Starts commands, or reads what it was not given. */
  readonly reaches: boolean;
  /** All its words, those in strings included. */
  readonly words: ReadonlySet<string>;
}

/** Undefined where the text cannot be read for sure. */
export function powersOfAwk(text: string): AwkPowers | undefined {
  const tokens = readAwkTokens(text);
  if (tokens === undefined || (!isSurelyRead(tokens) && /[>|@]/.test(text))) return undefined;
  const marks = tokens.filter(({ kind }) => kind === "mark").map((token) => token.text);
  const words = new Set(text.match(/\w+/g));
  const reaches = marks.some((mark) => /^(?:\|&?|@)$/.test(mark));
  return {
    writes: listAwkPrints(tokens).some(({ redirection }) => redirection !== undefined),
    reaches: reaches || words.has("system") || words.has("getline"),
    words,
  };
}

/**
 * Whether every awk takes the text apart in the same way. What a slash is hangs on the grammar (it
 * divides after `f(x)` and not after `if (x)`), and they differ about one within brackets.
 */
export function isSurelyRead(tokens: readonly AwkToken[]): boolean {
  return tokens.every(({ kind, text }) =>
    kind === "regex" ? !text.slice(1, -1).includes("/") : !(kind === "mark" && /^\/=?$/.test(text)),
  );
}
