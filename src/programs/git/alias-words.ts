/** The words of an alias, quotes and backslashes taken as git's own split_cmdline does. */
export function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (quote === "" && /\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (quote === "" && (letter === "'" || letter === '"')) {
      quote = letter;
      word ??= "";
    } else if (letter === quote) quote = "";
    else {
      if (letter === "\\" && quote !== "'") at += 1;
      word = (word ?? "") + text.charAt(at);
    }
  }
  return word === undefined ? words : [...words, word];
}
