/** find's way of comparing: `+n` more than, `-n` less than, `n` exactly; undefined for no number. */
export function compareNumber(text: string): ((value: number) => boolean) | undefined {
  const match = /^([+-]?)(\d+)$/.exec(text);
  if (match === null) return undefined;
  const limit = Number(match[2]);
  if (match[1] === "+") return (value) => value > limit;
  if (match[1] === "-") return (value) => value < limit;
  return (value) => value === limit;
}
