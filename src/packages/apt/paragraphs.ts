/** The fields of one paragraph of a Debian control file; lines that go on keep their newlines. */
export type Paragraph = ReadonlyMap<string, string>;

/** The paragraphs of a text such as `apt-cache show` prints. Field names in lower case. */
export function readParagraphs(text: string): readonly Paragraph[] {
  return text
    .split(/\n\s*\n/)
    .map(readParagraph)
    .filter(({ size }) => size > 0);
}

function readParagraph(text: string): Paragraph {
  const fields = new Map<string, string>();
  let last: string | undefined;
  for (const line of text.split("\n")) {
    if (line.startsWith("#")) continue;
    const [, name, value = ""] = /^([^\s:]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name !== undefined) {
      last = name.toLowerCase();
      fields.set(last, value);
    } else if (last !== undefined && /^[ \t]/.test(line)) {
      fields.set(last, `${fields.get(last)}\n${line}`);
    }
  }
  return fields;
}
