import type { Part } from "./parts.ts";
import type { Substitutions } from "./substitutions.ts";

/** A place in the text of a word that is being read. */
export interface Cursor {
  readonly text: string;
  at: number;
  readonly substitutions: Substitutions;
  readonly dialect: "bash" | "sh";
}

/**
 * What quotes and backslashes mean at a place of a word. "nested" are double quotes inside
 * `"${x:-…}"`, where a backslash goes even before a letter.
 */
export type Quoting = "bare" | "double" | "nested" | "document" | "arithmetic";

/** A cursor at the start of a text. */
export function makeCursor(
  text: string,
  substitutions: Substitutions,
  dialect: "bash" | "sh",
): Cursor {
  return { text, at: 0, substitutions, dialect };
}

/** Collects parts; neighbouring texts of the same kind become one. */
export class PartList {
  readonly parts: Part[] = [];

  add(part: Part): void {
    this.parts.push(part);
  }

  addText(text: string, isQuoted: boolean): void {
    const last = this.parts.at(-1);
    if (last?.kind === "text" && last.isQuoted === isQuoted) {
      this.parts[this.parts.length - 1] = { ...last, text: last.text + text };
    } else this.parts.push({ kind: "text", text, isQuoted });
  }
}
