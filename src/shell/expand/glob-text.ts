/** Whether a text holds a wildcard that is not escaped, so that it is matched against files. */
export function hasWildcards(text: string, extglob: boolean): boolean {
  let isBracketOpen = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === "\\") at += 1;
    else if (character === "*" || character === "?") return true;
    else if (character === "[") isBracketOpen = true;
    else if (character === "/") isBracketOpen = false;
    else if (character === "]" && isBracketOpen) return true;
    else if (extglob && "+@!".includes(character) && text[at + 1] === "(") return true;
  }
  return false;
}

/** The text that a pattern without wildcards stands for. */
export function unescapePattern(text: string): string {
  return text.replace(/\\([\s\S])/g, "$1");
}
