/** How `read` takes a line apart. */
export interface SplitRules {
  /** IFS. */
  readonly separators: string;
  /** Backslashes are ordinary characters. */
  readonly isRaw: boolean;
  /** Names to fill: the last one takes all that is left. */
  readonly limit?: number;
}

interface Character {
  readonly value: string;
  readonly kind: "space" | "separator" | "plain";
}

/** The fields of one line as `read` assigns them. */
export function splitLine(line: string, rules: SplitRules): readonly string[] {
  const characters = readLine(line, rules);
  const limit = rules.limit ?? Number.POSITIVE_INFINITY;
  const fields: string[] = [];
  let at = skipSpace(characters, 0);
  while (at < characters.length && fields.length < limit - 1) {
    let end = at;
    while (end < characters.length && characters[end]?.kind === "plain") end += 1;
    fields.push(textOf(characters.slice(at, end)));
    at = skipSeparator(characters, end);
  }
  if (at < characters.length) fields.push(lastField(characters.slice(at)));
  return fields;
}

function readLine(line: string, { separators, isRaw }: SplitRules): readonly Character[] {
  const characters: Character[] = [];
  const all = Array.from(line);
  for (let at = 0; at < all.length; at += 1) {
    const value = all[at] ?? "";
    if (value === "\\" && !isRaw) {
      at += 1;
      characters.push({ value: all[at] ?? "", kind: "plain" });
    } else if (!separators.includes(value)) characters.push({ value, kind: "plain" });
    else characters.push({ value, kind: /[ \t\n]/.test(value) ? "space" : "separator" });
  }
  return characters;
}

function skipSpace(characters: readonly Character[], from: number): number {
  let at = from;
  while (characters[at]?.kind === "space") at += 1;
  return at;
}

/** White space, at most one other separator, and white space again. */
function skipSeparator(characters: readonly Character[], from: number): number {
  const at = skipSpace(characters, from);
  return characters[at]?.kind === "separator" ? skipSpace(characters, at + 1) : at;
}

/** The rest without white space at its end; a single field loses the separator behind it, too. */
function lastField(characters: readonly Character[]): string {
  let end = characters.length;
  while (end > 0 && characters[end - 1]?.kind === "space") end -= 1;
  const isSole = characters.slice(0, end - 1).every(({ kind }) => kind === "plain");
  if (isSole && end > 0 && characters[end - 1]?.kind === "separator") end -= 1;
  return textOf(characters.slice(0, end));
}

function textOf(characters: readonly Character[]): string {
  return characters.map(({ value }) => value).join("");
}
