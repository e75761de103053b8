/** The text in lines of at most `width` columns, broken at blanks; a longer word stands alone. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** `label` in a column of its own, the text wrapped beside it. */
export function labelled(
  label: string,
  text: string,
  width: number,
  indent = 4,
): readonly string[] {
  const column = 9;
  const lead = " ".repeat(indent) + label.padEnd(column);
  const next = " ".repeat(indent + column);
  const lines = wrap(text, Math.max(20, width - indent - column));
  return lines.map((line, at) => (at === 0 ? lead : next) + line);
}
