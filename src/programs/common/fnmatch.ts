/** Shell patterns as fnmatch(3) reads them: what find, tar and rsync match names with. */
export interface MatchRules {
  readonly ignoresCase?: boolean;
  /** `*`, `?` and brackets do not match a slash (FNM_PATHNAME). */
  readonly keepsSlashes?: boolean;
}

/** The pattern as a regular expression over whole names. */
export function compilePattern(pattern: string, rules: MatchRules = {}): RegExp {
  const any = rules.keepsSlashes === true ? "[^/]" : "[^]";
  let source = "";
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === "*") source += `${any}*`;
    else if (character === "?") source += any;
    else if (character === "[") {
      const bracket = readBracket(pattern, at);
      source += bracket === undefined ? "\\[" : bracket.source;
      at = bracket?.end ?? at;
    } else if (character === "\\" && at + 1 < pattern.length) {
      at += 1;
      source += quote(pattern.charAt(at));
    } else source += quote(character);
  }
  return new RegExp(`^${source}$`, rules.ignoresCase === true ? "isu" : "su");
}

const classes: Readonly<Record<string, string>> = {
  alnum: "\\p{L}\\p{N}",
  alpha: "\\p{L}",
  blank: " \\t",
  cntrl: "\\p{Cc}",
  digit: "0-9",
  graph: "!-~\\p{L}\\p{N}",
  lower: "\\p{Ll}",
  print: " -~\\p{L}\\p{N}",
  punct: "!-\\/:-@\\[-`\\{-~",
  space: "\\s",
  upper: "\\p{Lu}",
  xdigit: "0-9A-Fa-f",
};

/** A bracket expression that starts at `start`; undefined where it does not end. */
export function readBracket(
  pattern: string,
  start: number,
): { readonly source: string; readonly end: number } | undefined {
  let at = start + 1;
  const isNegated = /[!^]/.test(pattern.charAt(at));
  if (isNegated) at += 1;
  let source = "";
  for (let isFirst = true; at < pattern.length; isFirst = false) {
    const character = pattern.charAt(at);
    if (character === "]" && !isFirst)
      return { source: `[${isNegated ? "^" : ""}${source}]`, end: at };
    const named = /^\[:([a-z]+):\]/.exec(pattern.slice(at));
    if (named?.[1] !== undefined) {
      source += classes[named[1]] ?? "";
      at += named[0].length;
    } else {
      const first = readMember(pattern, at);
      const isRange = /^-(?!\]|\[[:.=])./s.test(pattern.slice(first.end));
      const last = isRange ? readMember(pattern, first.end + 1) : first;
      source += describeRange(first.literal, last.literal);
      at = last.end;
    }
  }
  return undefined;
}

/** A character of a bracket expression, perhaps behind a backslash. */
function readMember(
  pattern: string,
  at: number,
): { readonly literal: string; readonly end: number } {
  const isEscaped = pattern.charAt(at) === "\\" && at + 1 < pattern.length;
  const start = isEscaped ? at + 1 : at;
  const literal = String.fromCodePoint(pattern.codePointAt(start) ?? 0);
  return { literal, end: start + literal.length };
}

/** A range whose end comes before its beginning holds nothing. */
function describeRange(first: string, last: string): string {
  if ((first.codePointAt(0) ?? 0) > (last.codePointAt(0) ?? 0)) return "";
  const [from, to] = [first, last].map((one) => (/[\\\]^[-]/.test(one) ? `\\${one}` : one));
  return first === last ? `${from}` : `${from}-${to}`;
}

function quote(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}
