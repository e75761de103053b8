/** How far a key scrolls; undefined for a key that does not. */
export function scrolledBy(
  name: string,
  top: number,
  bodyRows: number,
  length: number,
): number | undefined {
  const last = Math.max(0, length - bodyRows);
  const target = targetOf(name, top, Math.max(1, bodyRows - 1), last);
  return target === undefined ? undefined : Math.max(0, Math.min(target, last));
}

function targetOf(name: string, top: number, page: number, last: number): number | undefined {
  switch (name) {
    case "up":
    case "k":
      return top - 1;
    case "down":
    case "j":
      return top + 1;
    case "page-up":
      return top - page;
    case "page-down":
      return top + page;
    case "home":
    case "g":
      return 0;
    case "end":
    case "G":
      return last;
    default:
      return undefined;
  }
}
