import type { Segment } from "./segments.ts";

/** A word after splitting; `pieces` tell what was quoted. */
export interface Field {
  readonly pieces: Piece[];
  unknown?: string;
}

export interface Piece {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** Splits what came from expansions outside quotes at the characters of IFS. */
export function splitFields(segments: readonly Segment[], separators: string): readonly Field[] {
  const splitter = new Splitter(separators);
  for (const segment of segments) splitter.take(segment);
  return splitter.finish();
}

class Splitter {
  readonly #fields: Field[] = [];
  #field: Field | undefined;
  /** A blank has ended the last field, so that a separator behind it ends no second one. */
  #isAfterBlank = false;
  readonly #separator: RegExp | undefined;
  readonly #isBlank: (character: string) => boolean;

  readonly #first: string;

  constructor(separators: string) {
    this.#first = Array.from(separators)[0] ?? "";
    const blanks = separators.replace(/[^ \t\n]/g, "");
    this.#isBlank = (character) => blanks.includes(character);
    this.#separator = separators === "" ? undefined : makeSet(separators);
  }

  take(segment: Segment): void {
    if (segment.kind === "break") {
      if (segment.isQuoted || this.#first === "") this.#close(false);
      else this.#separate(this.#first);
      return;
    }
    if (segment.unknown !== undefined) {
      this.#open().unknown ??= segment.unknown;
    }
    if (!segment.isSplit || this.#separator === undefined || segment.unknown !== undefined) {
      if (segment.text !== "" || segment.isQuoted) this.#append(segment.text, segment.isQuoted);
      return;
    }
    this.#splitText(segment.text, this.#separator);
  }

  finish(): readonly Field[] {
    this.#close(false);
    return this.#fields;
  }

  #splitText(text: string, separator: RegExp): void {
    let done = 0;
    for (const match of text.matchAll(separator)) {
      if (match.index > done) this.#append(text.slice(done, match.index), false);
      this.#separate(match[0]);
      done = match.index + match[0].length;
    }
    if (done < text.length) this.#append(text.slice(done), false);
  }

  #separate(character: string): void {
    if (this.#isBlank(character)) {
      if (this.#field !== undefined) this.#close(true);
    } else if (this.#field !== undefined) this.#close(false);
    else if (this.#isAfterBlank) this.#isAfterBlank = false;
    else this.#fields.push({ pieces: [] });
  }

  #append(text: string, isQuoted: boolean): void {
    this.#open().pieces.push({ text, isQuoted });
  }

  #open(): Field {
    this.#field ??= { pieces: [] };
    this.#isAfterBlank = false;
    return this.#field;
  }

  #close(isAfterBlank: boolean): void {
    if (this.#field !== undefined) this.#fields.push(this.#field);
    this.#field = undefined;
    this.#isAfterBlank = isAfterBlank;
  }
}

function makeSet(characters: string): RegExp {
  return new RegExp(`[${characters.replace(/[\\\]^-]/g, "\\$&")}]`, "gu");
}
