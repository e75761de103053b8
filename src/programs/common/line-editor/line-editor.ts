import { CommandReader } from "./command-reader.ts";
import { LineBuffer, type Row } from "./line-buffer.ts";
import { EditorError, NotEdited } from "./not-edited.ts";
import { type AskSed, matchingRows, substituteRows } from "./patterns.ts";

/** What a run of the editor leaves behind. */
export interface Edited {
  readonly writes: readonly Write[];
  readonly printed: string;
  readonly status: number;
}

/** One `w`: a file that is written anew. */
export interface Write {
  readonly path: string;
  readonly text: string;
}

/** How the editor behaves. */
export interface EditorRules {
  readonly kind: "ed" | "ex";
  /** Sizes of what is read and written are not printed. */
  readonly isSilent: boolean;
  /** Name of the file that is edited. */
  readonly path: string;
  /** An error ends it, as it does where commands come from a file. */
  readonly stopsAtErrors?: boolean;
}

class Quit extends Error {}

/** ed and ex, as far as scripts use them; throws NotEdited where commands go beyond that. */
export class LineEditor {
  readonly #buffer: LineBuffer;
  readonly #rules: EditorRules;
  readonly #ask: AskSed;
  readonly #writes: Write[] = [];
  #printed = "";
  #lastPattern: string | undefined;
  #status = 0;
  /** The last command was a `q` that would have lost changes; the next one is obeyed. */
  #isWarned = false;

  constructor(text: string, rules: EditorRules, ask: AskSed) {
    this.#buffer = new LineBuffer(text);
    this.#rules = rules;
    this.#ask = ask;
    this.#tellSize(text);
  }

  /** Rows of commands, one after the other. Of ex, they have to end it. */
  run(commands: readonly string[]): Edited {
    const rest = [...commands];
    try {
      while (rest.length > 0) this.#attempt(rest);
      if (this.#rules.kind === "ex") throw new NotEdited();
      if (this.#buffer.isModified && !this.#isWarned) {
        this.#complain();
        this.#status = 2;
      }
    } catch (error) {
      if (!(error instanceof Quit)) throw error;
    }
    return { writes: this.#writes, printed: this.#printed, status: this.#status };
  }

  /** After an error, ed goes on unless it reads a file. */
  #attempt(rest: string[]): void {
    const command = rest.shift() ?? "";
    try {
      this.#command(command, rest);
      this.#isWarned = false;
    } catch (error) {
      if (!(error instanceof EditorError)) throw error;
      if (this.#rules.kind === "ex") throw new NotEdited();
      this.#complain();
      this.#status = 1;
      this.#isWarned = command.trim() === "q";
      if (this.#rules.stopsAtErrors === true) throw new Quit();
    }
  }

  #complain(): void {
    this.#printed += "?\n";
  }

  #tellSize(text: string): void {
    if (!this.#rules.isSilent) this.#printed += `${new TextEncoder().encode(text).length}\n`;
  }

  /** `rest`: the rows behind, from which text is taken. */
  #command(text: string, rest: string[]): void {
    const reader = new CommandReader(text);
    const { from, to, isGiven } = this.#addresses(reader);
    const letter = reader.letter();
    const isVi = this.#rules.kind === "ex";
    // Where ex stands at first hangs on how it was started.
    if (isVi && !isGiven && !/^(?:[gvwqx]|wq)$/.test(letter)) throw new NotEdited();
    if (letter === "g" || letter === "v") this.#global(reader, letter, { from, to, isGiven });
    else if (/^(?:[wqQWx]|wq)$/.test(letter)) this.#leave(reader, letter, { from, to, isGiven });
    else if (letter === "" && !isVi) this.#print(isGiven ? to : this.#buffer.current + 1, to, true);
    else if (/^[aic]$/.test(letter) && !isVi) this.#take(reader, letter, { from, to }, rest);
    else this.#edit(reader, letter, { from, to });
  }

  #addresses(reader: CommandReader): Range & { readonly isGiven: boolean } {
    const { current, last } = this.#buffer;
    if (reader.take("%")) return { from: 1, to: last, isGiven: true };
    const first = this.#address(reader);
    if (reader.isNext(";")) throw new NotEdited();
    if (!reader.take(",")) {
      const to = first ?? current;
      return { from: to, to, isGiven: first !== undefined };
    }
    const second = this.#address(reader);
    if (reader.isNext(",") || reader.isNext(";")) throw new NotEdited();
    if (first === undefined && second !== undefined) throw new NotEdited();
    return { from: first ?? 1, to: second ?? first ?? last, isGiven: true };
  }

  #address(reader: CommandReader): number | undefined {
    const { current, last } = this.#buffer;
    const number = reader.number();
    let at = number;
    if (at === undefined && reader.take("$")) at = last;
    if (at === undefined && reader.take(".")) at = this.#position(current);
    if (at === undefined && reader.isNext("/")) at = this.#find(reader.pattern());
    const step = reader.step();
    if (at === undefined && step !== undefined) at = this.#position(current);
    if (at === undefined) return undefined;
    const found = at + (step ?? 0);
    if (found < 0 || found > last) throw new EditorError();
    return found;
  }

  #position(current: number): number {
    if (this.#rules.kind === "ex") throw new NotEdited();
    return current;
  }

  /** The next row that matches, from the top again behind the end. */
  #find(pattern: string): number {
    const matches = this.#matches(pattern, 1, this.#buffer.last);
    const found = matches.find((at) => at > this.#position(this.#buffer.current)) ?? matches[0];
    if (found === undefined) throw new EditorError();
    return found;
  }

  /** Numbers of the rows that match; an empty pattern is the last one. */
  #matches(given: string, from: number, to: number): readonly number[] {
    const pattern = this.#remember(given);
    if (from < 1) throw new EditorError();
    const text = this.#buffer.text(from, to);
    return matchingRows(this.#ask, pattern, text).map((at) => at + from);
  }

  #remember(given: string): string {
    const pattern = given === "" ? this.#lastPattern : given;
    if (pattern === undefined) throw new NotEdited();
    this.#lastPattern = pattern;
    return pattern;
  }

  #global(reader: CommandReader, letter: string, range: Range & { isGiven: boolean }): void {
    const { last, rows } = this.#buffer;
    const { from, to } = range.isGiven ? range : { from: 1, to: last };
    if (last === 0) throw new NotEdited();
    const matches = new Set(this.#matches(reader.pattern(), from, to));
    const command = reader.rest();
    if (/^\s+$|^\s*[^dpsmtj\d.$\s,/+-]|[|\\]$/.test(command)) throw new NotEdited();
    // ex reads a bar as part of what it does with each row.
    if (this.#rules.kind === "ex" && !/^\s*(?:d|s\/.*)\s*$/.test(command)) throw new NotEdited();
    const marked = rows.slice(from - 1, to).filter((_, at) => {
      return matches.has(at + from) === (letter === "g");
    });
    if (this.#rules.kind === "ex" && marked.length === 0) throw new NotEdited();
    for (const row of marked) this.#onRow(row, command || "p");
  }

  #onRow(row: Row, command: string): void {
    const at = this.#buffer.rows.indexOf(row);
    if (at < 0) return;
    this.#buffer.current = at + 1;
    const reader = new CommandReader(command);
    const range = this.#addressesOnRow(reader);
    const letter = reader.letter();
    if (/^[gvwqQWxaic]/.test(letter)) throw new NotEdited();
    this.#edit(reader, letter || "p", range, true);
  }

  #addressesOnRow(reader: CommandReader): Range {
    if (this.#rules.kind === "ed") return this.#addresses(reader);
    return { from: this.#buffer.current, to: this.#buffer.current };
  }

  /** Commands that work on rows. `isEach`: within `g`, where finding nothing is no error. */
  #edit(reader: CommandReader, letter: string, range: Range, isEach = false): void {
    const { from, to } = range;
    if (!/^[=smtjdpn]$/.test(letter)) throw new NotEdited();
    if (from > to || to > this.#buffer.last) throw new EditorError();
    if (letter === "=") this.#number(reader, range);
    else if (from < 1) throw new EditorError();
    else if (letter === "s") this.#substitute(reader, range, isEach);
    else if (letter === "m" || letter === "t") this.#transfer(reader, letter, range);
    else {
      reader.expectEnd();
      // ex puts a space between them.
      if (letter === "j" && this.#rules.kind === "ex") throw new NotEdited();
      if (letter === "d") this.#buffer.remove(from, to);
      else if (letter === "j") this.#buffer.join(from, to);
      else this.#print(from, to, letter === "p");
    }
  }

  /** `=` without an address tells the number of rows; with one, that one's. */
  #number(reader: CommandReader, { to }: Range): void {
    reader.expectEnd();
    if (!reader.hasAddress || this.#rules.kind === "ex") throw new NotEdited();
    this.#printed += `${to}\n`;
  }

  #print(from: number, to: number, isPlain: boolean): void {
    if (this.#rules.kind === "ex") throw new NotEdited();
    const end = Math.max(from, to);
    if (from < 1 || end > this.#buffer.last) throw new EditorError();
    this.#buffer.slice(from, end).forEach(({ text }, at) => {
      this.#printed += isPlain ? `${text}\n` : `${from + at}\t${text}\n`;
    });
    this.#buffer.current = end;
  }

  #substitute(reader: CommandReader, { from, to }: Range, isEach: boolean): void {
    const { pattern: given, isPrinted, isQuiet, ...made } = reader.substitution();
    if (isQuiet && this.#rules.kind === "ed") throw new NotEdited();
    const pattern = this.#remember(given);
    const matches = this.#matches(pattern, from, to);
    const last = matches.at(-1);
    if (last === undefined) {
      if (isEach || isQuiet) return;
      throw new EditorError();
    }
    const text = this.#buffer.text(from, to);
    const rows = substituteRows(this.#ask, { ...made, pattern }, text).split("\n");
    this.#buffer.slice(from, to).forEach((row, at) => {
      row.text = rows[at] ?? "";
    });
    this.#buffer.isModified = true;
    this.#buffer.current = last;
    if (isPrinted) this.#print(last, last, true);
  }

  #transfer(reader: CommandReader, letter: string, { from, to }: Range): void {
    const after = this.#address(reader);
    reader.expectEnd();
    if (after === undefined) throw new NotEdited();
    if (letter === "m") this.#buffer.move(from, to, after);
    else
      this.#buffer.insert(
        after,
        this.#buffer.slice(from, to).map(({ text }) => text),
      );
  }

  /** `a`, `i` and `c`, with the rows behind them up to a dot. */
  #take(reader: CommandReader, letter: string, { from, to }: Range, rest: string[]): void {
    reader.expectEnd();
    const end = rest.indexOf(".");
    if (end < 1 || from > to || to > this.#buffer.last) throw new NotEdited();
    const texts = rest.splice(0, end + 1).slice(0, -1);
    if (letter === "a") this.#buffer.insert(to, texts);
    else if (letter === "i") this.#buffer.insert(Math.max(0, to - 1), texts);
    else {
      if (from < 1) throw new NotEdited();
      this.#buffer.remove(from, to);
      this.#buffer.insert(from - 1, texts);
    }
  }

  #leave(reader: CommandReader, letter: string, range: Range & { isGiven: boolean }): void {
    const isVi = this.#rules.kind === "ex";
    const isForced = isVi && reader.take("!");
    const rest = reader.rest();
    const path = rest.trim();
    if (/^\S|\s$/.test(rest)) throw new NotEdited();
    if (letter === "W" || (letter === "x" && !isVi) || (letter === "Q" && isVi)) {
      throw new NotEdited();
    }
    if (letter.startsWith("w") || letter === "x") this.#write(path, letter, range);
    else if (path !== "" || range.isGiven) throw new NotEdited();
    if (letter === "w") return;
    if (this.#buffer.isModified && letter === "q" && !isForced && !this.#isWarned)
      throw new EditorError();
    throw new Quit();
  }

  #write(path: string, letter: string, range: Range & { isGiven: boolean }): void {
    const isOther = path !== "" && path !== this.#rules.path;
    if (/[!%#|*?[$`~\\]|^>|^\/dev\//.test(path) || (range.isGiven && letter !== "w")) {
      throw new NotEdited();
    }
    if (this.#rules.kind === "ex" && (isOther || range.isGiven)) throw new NotEdited();
    const { last } = this.#buffer;
    if (this.#rules.kind === "ex" && last === 0) throw new NotEdited();
    const { from, to } = range.isGiven ? range : { from: 1, to: last };
    if (range.isGiven && (from < 1 || from > to)) throw new EditorError();
    const text = this.#buffer.text(from, to);
    this.#writes.push({ path: path === "" ? this.#rules.path : path, text });
    this.#tellSize(text);
    // ed is content when all of it has been written, under whatever name.
    if (from <= 1 && to === last) this.#buffer.isModified = false;
  }
}

interface Range {
  readonly from: number;
  readonly to: number;
}
