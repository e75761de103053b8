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
  let result = "";
  let at = 0;
  while (at < characters.length || (at === 0 && characters.length === 0)) {
    const end = pattern.ends(characters, at).at(-1);
    // An empty match replaces nothing, save at the start where the pattern is anchored there.
    if (end === undefined || (end === at && which !== "start" && characters.length > 0)) {
      if (which === "start") break;
      result += characters[at] ?? "";
      at += 1;
      continue;
    }
    result += replacement(characters.slice(at, end).join(""));
    at = end;
    if (which !== "all" || characters.length === 0) break;
  }
  return result + characters.slice(at).join("");
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
