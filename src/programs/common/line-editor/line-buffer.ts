import { NotEdited } from "./not-edited.ts";

/** A row of the text; the object stays the same wherever the row is moved. */
export interface Row {
  text: string;
}

/** The text that ed and ex work on, and the row they stand on. */
export class LineBuffer {
  rows: readonly Row[];
  /** Counted from 1; 0 before the first row. */
  current: number;
  isModified = false;

  constructor(text: string) {
    this.rows = rowsOf(text);
    this.current = this.rows.length;
  }

  get last(): number {
    return this.rows.length;
  }

  slice(from: number, to: number): readonly Row[] {
    return this.rows.slice(from - 1, to);
  }

  text(from: number, to: number): string {
    return textOf(this.slice(from, to));
  }

  insert(after: number, texts: readonly string[]): void {
    const added = texts.map((text) => ({ text }));
    this.rows = [...this.rows.slice(0, after), ...added, ...this.rows.slice(after)];
    this.current = after + texts.length;
    this.isModified = true;
  }

  /** Leaves it standing on the row behind, or on the last one. */
  remove(from: number, to: number): void {
    this.rows = [...this.rows.slice(0, from - 1), ...this.rows.slice(to)];
    this.current = Math.min(from, this.last);
    this.isModified = true;
  }

  move(from: number, to: number, after: number): void {
    if (after >= from && after < to) throw new NotEdited();
    const moved = this.slice(from, to);
    const target = after >= to ? after - moved.length : after;
    const rest = this.rows.filter((row) => !moved.includes(row));
    this.rows = [...rest.slice(0, target), ...moved, ...rest.slice(target)];
    this.current = target + moved.length;
    this.isModified = true;
  }

  join(from: number, to: number): void {
    const [first, ...others] = this.slice(from, to);
    if (first === undefined || others.length === 0) throw new NotEdited();
    const joined = { text: [first, ...others].map(({ text }) => text).join("") };
    this.rows = [...this.rows.slice(0, from - 1), joined, ...this.rows.slice(to)];
    this.current = from;
    this.isModified = true;
  }
}

/** The rows, each with its end. */
function textOf(rows: readonly Row[]): string {
  return rows.map(({ text }) => `${text}\n`).join("");
}

/** A text whose last row has no end is completed with a word, and one with NUL is no text. */
function rowsOf(text: string): readonly Row[] {
  if (text === "") return [];
  if (!text.endsWith("\n") || text.includes("\0")) throw new NotEdited();
  return text
    .slice(0, -1)
    .split("\n")
    .map((row) => ({ text: row }));
}
