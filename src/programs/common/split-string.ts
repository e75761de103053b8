/**
 * The words of `env -S`: split at blanks, with single and double quotes, backslash escapes and
 * `${NAME}`; undefined where a quote or a `${` does not end.
 */
export function splitString(
  text: string,
  environment: ReadonlyMap<string, string>,
): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote === "" && /\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === quote) quote = "";
    else if (quote === "" && (character === "'" || character === '"')) {
      quote = character;
      word ??= "";
    } else if (quote === "" && character === "#" && word === undefined) break;
    else if (character === "\\") {
      const escaped = readEscape(text.charAt(at + 1), quote);
      at += 1;
      if (escaped === "end") break;
      if (escaped === "split") {
        if (word !== undefined) words.push(word);
        word = undefined;
      } else word = (word ?? "") + escaped;
    } else if (character === "$" && quote !== "'") {
      const name = /^\$\{([A-Za-z_]\w*)\}/.exec(text.slice(at));
      if (name?.[1] === undefined) return undefined;
      word = (word ?? "") + (environment.get(name[1]) ?? "");
      at += name[0].length - 1;
    } else word = (word ?? "") + character;
  }
  if (quote !== "") return undefined;
  return word === undefined ? words : [...words, word];
}

function readEscape(character: string, quote: string): string {
  if (quote === "'") return character === "'" || character === "\\" ? character : `\\${character}`;
  if (character === "c") return "end";
  if (character === "_") return quote === '"' ? " " : "split";
  const named: Record<string, string> = { f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };
  return named[character] ?? character;
}
