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
    } else if (character === "-" && !isFirst && pattern.charAt(at + 1) !== "]") {
      source += "-";
      at += 1;
    } else {
      const isEscaped = character === "\\" && at + 1 < pattern.length;
      const literal = isEscaped ? pattern.charAt(at + 1) : character;
      source += /[\\\]^[-]/.test(literal) ? `\\${literal}` : literal;
      at += isEscaped ? 2 : 1;
    }
  }
  return undefined;
}

function quote(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}
