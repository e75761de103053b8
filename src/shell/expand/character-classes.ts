/**
 * The classes of `[[:name:]]`, as a UTF-8 locale has them. Each is made when it is first asked for:
 * expressions with properties of Unicode take longer to set up than a whole line to foresee.
 */
const classes: Readonly<Record<string, () => RegExp>> = {
  alnum: () => /^[\p{L}\p{M}\p{N}]$/u,
  alpha: () => /^(?![0-9])[\p{L}\p{M}\p{N}]$/u,
  ascii: () => /^[\0-\x7f]$/,
  blank: () => /^[ \t\p{Zs}]$/u,
  cntrl: () => /^[\p{Cc}\u2028\u2029]$/u,
  digit: () => /^[0-9]$/,
  graph: () => /^[^\p{Z}\p{C}]$/u,
  lower: () => /^\p{Lowercase}$/u,
  print: () => /^[^\p{C}\u2028\u2029]$/u,
  punct: () => /^[\p{P}\p{S}]$/u,
  space: () => /^[\t-\r\p{Z}]$/u,
  upper: () => /^\p{Uppercase}$/u,
  word: () => /^[\p{L}\p{M}\p{N}_]$/u,
  xdigit: () => /^[0-9A-Fa-f]$/,
};

/** Whether a character is of the class; no character is of a class that does not exist. */
export function isCharacterClass(name: string, character: string): boolean {
  return classes[name]?.().test(character) === true;
}

/** A class as a set of a JavaScript expression with the `v` flag, undefined for none. */
export function classSource(name: string): string | undefined {
  if (name === "alpha") return "[[\\p{L}\\p{M}\\p{N}]--[0-9]]";
  const source = classes[name]?.().source.slice(1, -1);
  if (source === undefined) return undefined;
  return source.startsWith("[") ? source : `[${source}]`;
}
