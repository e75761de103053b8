import type { Pattern } from "./pattern.ts";

/** `${x^p}` `${x^^p}` `${x,p}` `${x,,p}` `${x~p}`: the letters that match, in the other case. */
export function changeCase(
  text: string,
  change: "upper" | "lower" | "toggle",
  isAll: boolean,
  pattern: Pattern | undefined,
): string {
  const characters = Array.from(text);
  const changed = characters.map((character, index) =>
    (isAll || index === 0) && (pattern === undefined || pattern.matches(character))
      ? changeCharacter(character, change)
      : character,
  );
  return changed.join("");
}

/** A letter whose other case is more than one character stays, as towupper(3) leaves it. */
function changeCharacter(character: string, change: "upper" | "lower" | "toggle"): string {
  const upper = character.toUpperCase();
  const lower = character.toLowerCase();
  const isUpper = character === upper && character !== lower;
  const wanted = change === "upper" || (change === "toggle" && !isUpper) ? upper : lower;
  return Array.from(wanted).length === 1 ? wanted : character;
}
