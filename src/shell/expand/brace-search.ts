import { skipSubstitution } from "./substitutions.ts";

/**
 * The next brace that could belong to a brace expression, counted from `from`: quoted text,
 * `${…}` and substitutions are passed over. A closing brace counts only when a comma or `..`
 * came before it on the same level.
 */
export function findBrace(text: string, from: number, wanted: "{" | "}"): number | undefined {
  let hasSeparator = wanted === "{";
  return search(text, from, (at, level) => {
    const character = text[at];
    if (level !== 0) return false;
    if (character === wanted && hasSeparator) return wanted === "}" || canOpen(text, at);
    if (character === ",") hasSeparator = true;
    else if (character === "." && text[at + 1] === "." && text[at + 2] !== "}") hasSeparator = true;
    return false;
  });
}

/** The choices of a brace expression, which its commas part. */
export function findCommas(inside: string): readonly string[] {
  const choices: string[] = [];
  let start = 0;
  for (;;) {
    const comma = search(inside, start, (at, level) => level === 0 && inside[at] === ",");
    choices.push(inside.slice(start, comma));
    if (comma === undefined) return choices;
    start = comma + 1;
  }
}

/** A `{` with blanks around it, or `{}` after a blank, opens nothing. */
function canOpen(text: string, at: number): boolean {
  const isBlank = (character: string | undefined): boolean =>
    character === undefined || character === " " || character === "\t" || character === "\n";
  return !(isBlank(text[at - 1]) && (isBlank(text[at + 1]) || text[at + 1] === "}"));
}

/** Calls `isFound` for every character outside quotes and substitutions until it says yes. */
function search(
  text: string,
  from: number,
  isFound: (at: number, level: number) => boolean,
): number | undefined {
  let level = 0;
  let quote = "";
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === "\\" && quote !== "'") at += 1;
    else if (quote === "" && character === "$" && text[at + 1] === "'") {
      quote = "$'";
      at += 1;
    } else if (quote === "$'") quote = character === "'" ? "" : quote;
    else if (character === "$" && text[at + 1] === "{" && quote !== "'") {
      at += 1;
      if (quote === "") level += 1;
    } else if (isSubstitution(text, at) && quote !== "'" && (quote !== '"' || character === "$")) {
      at = skipSubstitution(text, at) - 1;
    } else if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === "'" || character === '"' || character === "`") quote = character;
    else if (isFound(at, level)) return at;
    else if (character === "{") level += 1;
    else if (character === "}" && level > 0) level -= 1;
  }
  return undefined;
}

function isSubstitution(text: string, at: number): boolean {
  return text[at + 1] === "(" && "$<>".includes(text[at] ?? " ");
}
