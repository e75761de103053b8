const prefixes = "KMGTPEZYRQ";

/**
 * A number with an optional unit, as GNU programs read sizes: `10`, `2K` (1024), `2KB` (1000),
 * `2KiB` (1024), `3b` (512). Undefined where it is none.
 */
export function parseSize(text: string): number | undefined {
  const match = /^(0x[0-9a-f]+|[0-9]+)?(?:([kKmMGTPEZYRQ])(B|iB)?|(b|c|w))?$/i.exec(text);
  if (match === null || text === "") return undefined;
  const [, digits, prefix, form, other] = match;
  const count = digits === undefined ? 1 : Number(digits);
  if (other !== undefined) return count * (other === "b" ? 512 : other === "w" ? 2 : 1);
  if (prefix === undefined) return count;
  if (prefix === prefix.toLowerCase() && !"km".includes(prefix)) return undefined;
  const power = prefixes.indexOf(prefix.toUpperCase()) + 1;
  return count * (form === "B" ? 1000 : 1024) ** power;
}
