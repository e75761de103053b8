import { readBracket } from "../fnmatch.ts";

/** Dialects in which `|`, `(`, `)` stand for themselves unless a backslash comes before them. */
const escapedGroups = /^(findutils-default|emacs|ed|sed|grep|posix-basic|posix-minimal-basic)$/;
/** Dialects in which `+` and `?` stand for themselves. */
const escapedRepeats = /^(ed|sed|grep|posix-basic|posix-minimal-basic)$/;
const known =
  /^(findutils-default|emacs|ed|sed|grep|posix-basic|posix-minimal-basic|awk|egrep|gnu-awk|posix-awk|posix-egrep|posix-extended)$/;

/** A regular expression of one of find's dialects over a whole path; undefined where it is not valid. */
export function compileRegex(
  text: string,
  dialect: string,
  ignoresCase: boolean,
): RegExp | undefined {
  if (!known.test(dialect)) return undefined;
  try {
    const flags = ignoresCase ? "isu" : "su";
    return new RegExp(`^(?:${translate(text, dialect)})$`, flags);
  } catch {
    return undefined;
  }
}

function translate(text: string, dialect: string): string {
  const isBasic = escapedGroups.test(dialect);
  const hasBraces = !/^(findutils-default|emacs|awk)$/.test(dialect);
  let source = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "[") {
      const bracket = readBracket(text.replaceAll("\\", "\\\\"), at);
      if (bracket === undefined) throw new SyntaxError("unterminated bracket");
      const plain = readPlainBracket(text, at);
      source += plain.source;
      at = plain.end;
    } else if (character === "\\") {
      at += 1;
      source += escaped(text.charAt(at), isBasic, escapedRepeats.test(dialect), hasBraces);
    } else if ("|()".includes(character)) source += isBasic ? `\\${character}` : character;
    else if ("+?".includes(character))
      source += escapedRepeats.test(dialect) ? `\\${character}` : character;
    else if ("{}".includes(character))
      source += hasBraces && !isBasic ? character : `\\${character}`;
    else source += character === "/" ? "\\/" : character === "]" ? "\\]" : character;
  }
  return source;
}

/** In a bracket of a regular expression a backslash is an ordinary character. */
function readPlainBracket(text: string, start: number): { source: string; end: number } {
  const match = /^\[\^?\]?(?:\[:[a-z]+:\]|[^\]])*\]/.exec(text.slice(start));
  const written = match?.[0] ?? "[";
  const doubled = readBracket(written.replaceAll("\\", "\\\\").replace(/^\[\^/, "[!"), 0);
  if (doubled === undefined) throw new SyntaxError("unterminated bracket");
  return { source: doubled.source, end: start + written.length - 1 };
}

function escaped(
  character: string,
  isBasic: boolean,
  hasEscapedRepeats: boolean,
  hasBraces: boolean,
): string {
  if ("|()".includes(character) && character !== "") return isBasic ? character : `\\${character}`;
  if ("+?".includes(character) && character !== "")
    return hasEscapedRepeats ? character : `\\${character}`;
  if ("{}".includes(character) && character !== "")
    return isBasic && hasBraces ? character : `\\${character}`;
  if (/[wWbBsS]/.test(character)) return `\\${character}`;
  if (/[1-9]/.test(character)) return `\\${character}`;
  return /[\\^$.*[\]/]/.test(character) ? `\\${character}` : character;
}
