/** One thing that xargs read. `endsLine`: a new line of input starts after it, for -L. */
export interface XargsItem {
  readonly text: string;
  readonly endsLine: boolean;
}

export interface XargsItems {
  readonly items: readonly XargsItem[];
  /** Why reading ended before the end of the input; what was read until then is still used. */
  readonly failure?: string;
}

/** Splits the input of xargs by its own rules of quoting. */
export function readItems(
  text: string,
  rules: {
    readonly delimiter: string | undefined;
    /** With -I a whole line is one item, without the blanks before it. */
    readonly isWholeLine: boolean;
    readonly end: string | undefined;
  },
): XargsItems {
  const { delimiter } = rules;
  if (delimiter !== undefined) return { items: splitAt(text, delimiter) };
  const reader = new ItemReader(text, rules.isWholeLine);
  const items: XargsItem[] = [];
  for (let item = reader.next(); item !== undefined; item = reader.next()) {
    if (item === "unmatched") {
      return { items, failure: "unmatched quote; by default quotes are special to xargs" };
    }
    if (rules.end !== undefined && rules.end !== "" && item.text === rules.end) break;
    items.push(item);
  }
  return { items };
}

function splitAt(text: string, delimiter: string): readonly XargsItem[] {
  const parts = text.split(delimiter);
  if (parts.at(-1) === "") parts.pop();
  return parts.map((part) => ({ text: part, endsLine: true }));
}

class ItemReader {
  readonly #text: string;
  readonly #isWholeLine: boolean;
  #at = 0;

  constructor(text: string, isWholeLine: boolean) {
    this.#text = text;
    this.#isWholeLine = isWholeLine;
  }

  next(): XargsItem | "unmatched" | undefined {
    while (/[ \t\n]/.test(this.#text.charAt(this.#at))) this.#at += 1;
    if (this.#at >= this.#text.length) return undefined;
    let item = "";
    while (this.#at < this.#text.length) {
      const character = this.#text.charAt(this.#at);
      if (character === "\n" || (!this.#isWholeLine && /[ \t]/.test(character))) break;
      this.#at += 1;
      if (character === "\\") {
        item += this.#text.charAt(this.#at);
        this.#at += 1;
      } else if (character === "'" || character === '"') {
        const end = this.#text.indexOf(character, this.#at);
        const quoted = end < 0 ? "\n" : this.#text.slice(this.#at, end);
        if (quoted.includes("\n")) return "unmatched";
        item += quoted;
        this.#at = end + 1;
      } else item += character;
    }
    return { text: item, endsLine: this.#endsLine() };
  }

  /** A blank at the end of a line joins the next line to it. */
  #endsLine(): boolean {
    const rest = this.#text.slice(this.#at);
    if (rest === "" || rest.startsWith("\n")) return true;
    return /^[ \t]*$/.test(rest);
  }
}
