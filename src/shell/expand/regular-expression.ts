import { classSource } from "./character-classes.ts";

/** An extended regular expression of POSIX as one of JavaScript; undefined where it is none. */
export function translateExpression(source: string, ignoresCase: boolean): RegExp | undefined {
  try {
    return new RegExp(translate(Array.from(source)), ignoresCase ? "siu" : "su");
  } catch {
    return undefined;
  }
}

function translate(characters: readonly string[]): string {
  let result = "";
  for (let at = 0; at < characters.length; ) {
    const character = characters[at] ?? "";
    if (character === "\\") {
      result += escapeLiteral(characters[at + 1] ?? "\\");
      at += 2;
    } else if (character === "[") {
      const set = translateSet(characters, at);
      result += set.source;
      at = set.end;
    } else if (character === "{" && !isInterval(characters, at)) {
      result += "\\{";
      at += 1;
    } else {
      result +=
        "]}/".includes(character) && !closesInterval(characters, at) ? `\\${character}` : character;
      at += 1;
    }
  }
  return result;
}

function escapeLiteral(character: string): string {
  return /[\\.*^$+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

function isInterval(characters: readonly string[], at: number): boolean {
  return /^\{\d+(?:,\d*)?\}/.test(characters.slice(at, at + 16).join(""));
}

function closesInterval(characters: readonly string[], at: number): boolean {
  return (
    characters[at] === "}" &&
    /\{\d+(?:,\d*)?$/.test(characters.slice(Math.max(0, at - 16), at).join(""))
  );
}

function translateSet(
  characters: readonly string[],
  at: number,
): { readonly source: string; readonly end: number } {
  let end = at + 1;
  let source = "[";
  if (characters[end] === "^") {
    source += "^";
    end += 1;
  }
  for (let isFirst = true; end < characters.length; isFirst = false) {
    const character = characters[end] ?? "";
    if (character === "]" && !isFirst) return { source: `${source}]`, end: end + 1 };
    const named = character === "[" ? readNamed(characters, end) : undefined;
    source +=
      named?.source ??
      (character === "-" ? setHyphen(characters, end, isFirst) : escapeMember(character));
    end = named?.end ?? end + 1;
  }
  throw new SyntaxError("a set is never closed");
}

function setHyphen(characters: readonly string[], at: number, isFirst: boolean): string {
  return isFirst || characters[at + 1] === "]" ? "\\-" : "-";
}

function escapeMember(character: string): string {
  return /[\\\][^&~|(){}/.$*+?!#]/.test(character) && /[\\\][^{}()/|.$*+?]/.test(character)
    ? `\\${character}`
    : character;
}

function readNamed(
  characters: readonly string[],
  at: number,
): { readonly source: string; readonly end: number } | undefined {
  const match = /^\[([:.=])(.+?)\1\]/s.exec(characters.slice(at, at + 24).join(""));
  if (match === null) return undefined;
  const [whole, mark, name = ""] = match;
  const end = at + Array.from(whole).length;
  if (mark !== ":") return { source: escapeMember(name), end };
  const source = classSource(name);
  if (source === undefined) throw new SyntaxError("no such class");
  return { source, end };
}
