import type { Pattern } from "./pattern.ts";

/** `${x#p}` `${x##p}` `${x%p}` `${x%%p}`: the text without the match at one of its ends. */
export function removeMatch(
  text: string,
  pattern: Pattern,
  side: "start" | "end",
  isLongest: boolean,
): string {
  const characters = Array.from(text);
  if (side === "start") {
    const ends = pattern.ends(characters, 0);
    const end = isLongest ? ends.at(-1) : ends[0];
    return end === undefined ? text : characters.slice(end).join("");
  }
  const ends = pattern.reversed.ends(characters.toReversed(), 0);
  const end = isLongest ? ends.at(-1) : ends[0];
  return end === undefined ? text : characters.slice(0, characters.length - end).join("");
}

/** Which matches `${x/p/r}`, `${x//p/r}`, `${x/#p/r}` and `${x/%p/r}` replace. */
export type Replaced = "first" | "all" | "start" | "end";

/** The text with its longest matches replaced; `replacement` is given each match. */
export function replaceMatches(
  text: string,
  pattern: Pattern,
  which: Replaced,
  replacement: (match: string) => string,
): string {
  const characters = Array.from(text);
  if (which === "end") return replaceAtEnd(characters, pattern, replacement);
  if (characters.length === 0) {
    return pattern.ends(characters, 0).length > 0 ? replacement("") : "";
  }
  if (which === "start") {
    const end = pattern.ends(characters, 0).at(-1);
    return end === undefined ? text : replacement(head(characters, 0, end)) + tail(characters, end);
  }
  return replaceFrom(characters, pattern, which === "all", replacement);
}

function replaceFrom(
  characters: readonly string[],
  pattern: Pattern,
  isAll: boolean,
  replacement: (match: string) => string,
): string {
  let result = "";
  let at = 0;
  while (at < characters.length) {
    const end = pattern.ends(characters, at).at(-1);
    if (end !== undefined) {
      result += replacement(head(characters, at, end));
      if (!isAll) return result + tail(characters, end);
    }
    // What nothing or an empty match stands before is kept.
    if (end === undefined || end === at) result += characters[at] ?? "";
    at = Math.max(at + 1, end ?? 0);
  }
  return result;
}

function head(characters: readonly string[], start: number, end: number): string {
  return characters.slice(start, end).join("");
}

function tail(characters: readonly string[], start: number): string {
  return characters.slice(start).join("");
}

function replaceAtEnd(
  characters: readonly string[],
  pattern: Pattern,
  replacement: (match: string) => string,
): string {
  const length = pattern.reversed.ends(characters.toReversed(), 0).at(-1);
  if (length === undefined) return characters.join("");
  const start = characters.length - length;
  return characters.slice(0, start).join("") + replacement(characters.slice(start).join(""));
}
