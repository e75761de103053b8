/** What a program printed, line by line as a terminal would leave it. */
function printedLines(text: string): readonly string[] {
  return addPrinted([""], text);
}

/** The lines with more text behind; the last one may not be whole yet. */
export function addPrinted(lines: readonly string[], text: string): readonly string[] {
  const pieces = `${lines.at(-1) ?? ""}${text}`.replace(/\r\n/g, "\n").split("\n");
  // A carriage return takes the line back to its beginning.
  const own = pieces.map((piece, at) => {
    const isOpen = at === pieces.length - 1 && piece.endsWith("\r");
    return isOpen ? piece : (piece.split("\r").at(-1) ?? "");
  });
  return [...lines.slice(0, -1), ...own];
}

/** The last lines of it that say something. */
export function lastPrinted(text: string, count: number): readonly string[] {
  const lines = printedLines(text).map((line) => line.trimEnd());
  return lines.filter((line) => line !== "").slice(-count);
}
