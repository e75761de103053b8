import { skipSubstitution } from "./substitutions.ts";

/**
 * The operand of `"${x:-…}"` without its own double quotes. Between them a backslash goes too,
 * unless it stands before a character that it quotes in double quotes.
 */
export function takeOffQuotes(operand: string): string {
  let text = "";
  let isInside = false;
  for (let at = 0; at < operand.length; ) {
    const character = operand.charAt(at);
    if (character === '"') {
      isInside = !isInside;
      at += 1;
    } else if (character === "\\") {
      text += takeOffBackslash(operand.charAt(at + 1), isInside);
      at += 2;
    } else {
      const end = skipExpansion(operand, at);
      text += operand.slice(at, end);
      at = end;
    }
  }
  return text;
}

function takeOffBackslash(next: string, isInside: boolean): string {
  if (next === "}") return next;
  return isInside && !'$`"\\\n'.includes(next) ? next : `\\${next}`;
}

/** Where the substitution or parameter at `at` ends, or the next character. */
function skipExpansion(text: string, at: number): number {
  if (text.charAt(at) === "`") {
    const end = text.indexOf("`", at + 1);
    return end < 0 ? text.length : end + 1;
  }
  if (text.startsWith("$(", at)) return Math.max(at + 1, skipSubstitution(text, at));
  return text.startsWith("${", at) ? skipBraces(text, at) : at + 1;
}

function skipBraces(text: string, at: number): number {
  let depth = 0;
  for (let end = at + 1; end < text.length; end += 1) {
    const character = text.charAt(end);
    if (character === "\\") end += 1;
    else if (character === "{") depth += 1;
    else if (character === "}" && --depth === 0) return end + 1;
  }
  return text.length;
}
