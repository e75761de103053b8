import { classSource } from "./character-classes.ts";
import { findSetEnd } from "./pattern-elements.ts";

/** An extended regular expression of POSIX. */
export interface Expression {
  /** The leftmost match, of those the longest, and its groups. */
  match(text: string): readonly string[] | undefined;
}

/** Compiles an extended regular expression; undefined where it is none. */
export function compileExpression(source: string, ignoresCase: boolean): Expression | undefined {
  try {
    const translated = translate(Array.from(source));
    const flags = ignoresCase ? "sivy" : "svy";
    const search = new RegExp(translated, flags.replace("y", ""));
    const exact = source.includes("|") ? new RegExp(`(?:${translated})$`, flags) : undefined;
    return { match: (text) => findMatch(text, search, exact) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** JavaScript takes the first alternative that matches, POSIX the longest. */
function findMatch(
  text: string,
  search: RegExp,
  exact: RegExp | undefined,
): readonly string[] | undefined {
  const found = search.exec(text);
  if (found === null) return undefined;
  const longest = exact && findLongest(text, found, exact);
  return Array.from(longest ?? found, (group) => group ?? "");
}

function findLongest(
  text: string,
  found: RegExpExecArray,
  exact: RegExp,
): RegExpExecArray | undefined {
  for (let end = text.length; end > found.index + found[0].length; end -= 1) {
    exact.lastIndex = found.index;
    const longer = exact.exec(text.slice(0, end));
    if (longer !== null) return longer;
  }
  return undefined;
}

function translate(characters: readonly string[]): string {
  let result = "";
  for (let at = 0; at < characters.length; ) {
    const character = characters[at] ?? "";
    const interval = character === "{" ? readInterval(characters, at) : undefined;
    if (character === "\\") {
      result += escapeCharacter(characters[at + 1] ?? "\\");
      at += 2;
    } else if (character === "[") {
      const set = translateSet(characters, at);
      result += set.source;
      at = set.end;
    } else if (interval !== undefined) {
      result += interval;
      at += interval.length;
    } else {
      result += "{}]/".includes(character) ? `\\${character}` : character;
      at += 1;
    }
  }
  return result;
}

function readInterval(characters: readonly string[], at: number): string | undefined {
  return /^\{\d+(?:,\d*)?\}/.exec(characters.slice(at, at + 16).join(""))?.[0];
}

function escapeCharacter(character: string): string {
  return /[\\.*^$+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

interface Translated {
  readonly source: string;
  readonly end: number;
}

function translateSet(characters: readonly string[], at: number): Translated {
  const end = findSetEnd(characters, at, false);
  if (end === undefined) throw new SyntaxError("a set is never closed");
  const isNegated = characters[at + 1] === "^";
  const members = characters.slice(at + (isNegated ? 2 : 1), end - 1);
  let source = isNegated ? "[^" : "[";
  for (let index = 0; index < members.length; ) {
    const member = translateMember(members, index);
    source += member.source;
    index = member.end;
  }
  return { source: `${source}]`, end };
}

function translateMember(members: readonly string[], at: number): Translated {
  const named = /^\[([:.=])(.+?)\1\]/s.exec(members.slice(at, at + 24).join(""));
  if (named !== null) return translateNamed(named, at);
  const character = members[at] ?? "";
  const isRange = character === "-" && at > 0 && at < members.length - 1;
  return { source: isRange ? "-" : escapeMember(character), end: at + 1 };
}

function translateNamed(named: RegExpExecArray, at: number): Translated {
  const [whole, mark, name = ""] = named;
  const end = at + Array.from(whole).length;
  if (mark !== ":") return { source: escapeMember(name), end };
  const source = classSource(name);
  if (source === undefined) throw new SyntaxError("no such class");
  return { source, end };
}

function escapeMember(character: string): string {
  return /[\\\][^&!~|(){}/.$*+?#%,:;<=>@`-]/.test(character) ? `\\${character}` : character;
}
