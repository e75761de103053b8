/** The first thing wrong in a table of file systems, as a part of a sentence. */
export function findTableMistake(text: string): string | undefined {
  for (const line of text.split("\n")) {
    const words = line.trim().split(/\s+/);
    if (line.trim() === "" || words[0]?.startsWith("#") === true) continue;
    const problem = mistakeIn(words);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function mistakeIn([source, place, type, options, ...numbers]: readonly string[]):
  | string
  | undefined {
  const name = `the line of ${source ?? ""}`;
  if (place === undefined || type === undefined || options === undefined) {
    return `${name} lacks a part: what, where, which kind and how have to be there`;
  }
  const isSwap = type === "swap" || place === "none" || place === "swap";
  if (!isSwap && !place.startsWith("/")) return `${name} names no place to mount it at`;
  return numbers.slice(0, 2).some((number) => !/^\d+$/.test(number))
    ? `${name} has something else where two numbers belong`
    : undefined;
}

/** The line by which the root file system itself is found goes. */
export function lostRootLine(text: string, before: string): string | undefined {
  const hasRoot = (of: string): boolean => /^\s*[^#\s]\S*\s+\/\s/m.test(of);
  return hasRoot(before) && !hasRoot(text) ? "no line would be left for /" : undefined;
}
