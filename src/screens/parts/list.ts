/** The row that a key leads to in a list; undefined for a key that moves nothing. */
export function movedTo(
  name: string,
  at: number,
  length: number,
  pageRows: number,
): number | undefined {
  const target = targetOf(name, at, Math.max(1, pageRows - 1), length);
  return target === undefined ? undefined : Math.max(0, Math.min(target, length - 1));
}

function targetOf(name: string, at: number, page: number, length: number): number | undefined {
  switch (name) {
    case "up":
      return at - 1;
    case "down":
      return at + 1;
    case "page-up":
      return at - page;
    case "page-down":
      return at + page;
    case "home":
      return 0;
    case "end":
      return length - 1;
    default:
      return undefined;
  }
}

const letters: Readonly<Record<string, string>> = { k: "up", j: "down", g: "home", G: "end" };

/** The same with the letters that some fingers know; for lists beside which nothing is typed. */
export function movedByLetter(
  name: string,
  at: number,
  length: number,
  pageRows: number,
): number | undefined {
  return movedTo(letters[name] ?? name, at, length, pageRows);
}
