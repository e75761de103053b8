import { NotEdited } from "./not-edited.ts";
import type { Substitution } from "./patterns.ts";

/** Reads one command of ed or ex from left to right. */
export class CommandReader {
  readonly #text: string;
  #at = 0;
  #hasAddress = false;

  constructor(text: string) {
    this.#text = text.trimStart();
  }

  /** Whether anything stood before the letter. */
  get hasAddress(): boolean {
    return this.#hasAddress;
  }

  isNext(sign: string): boolean {
    return this.#text[this.#at] === sign;
  }

  take(sign: string): boolean {
    if (!this.isNext(sign)) return false;
    this.#at += 1;
    return true;
  }

  number(): number | undefined {
    const digits = this.#match(/\d{1,9}/y);
    return digits === undefined ? undefined : Number(digits);
  }

  /** `+2`, `-`; several one after the other are not followed. */
  step(): number | undefined {
    const step = this.#match(/[+-]\d{0,9}/y);
    if (step === undefined) return undefined;
    if (/[+\-\d\s]/.test(this.#text[this.#at] ?? "")) throw new NotEdited();
    return step.length === 1 ? Number(`${step}1`) : Number(step);
  }

  /** The command's name; empty at the end. */
  letter(): string {
    this.#hasAddress = this.#at > 0;
    const found = this.#match(/wq|[A-Za-z=]/y);
    if (found === undefined && this.#at < this.#text.length) throw new NotEdited();
    return found ?? "";
  }

  /** `/re/`; the second slash may be missing only where nothing follows, which is not followed. */
  pattern(): string {
    if (!this.take("/")) throw new NotEdited();
    const pattern = this.#part();
    if (!this.take("/")) throw new NotEdited();
    return pattern;
  }

  /** What stands behind `s`. Without a last slash, what it makes is printed. */
  substitution(): Substitution & { readonly isPrinted: boolean; readonly isQuiet: boolean } {
    const pattern = this.pattern();
    const replacement = this.#part();
    const isClosed = this.take("/");
    const flags = this.rest();
    if (!/^[gpe]*$/.test(flags)) throw new NotEdited();
    const isPrinted = !isClosed || flags.includes("p");
    return {
      pattern,
      replacement,
      isGlobal: flags.includes("g"),
      isPrinted,
      isQuiet: flags.includes("e"),
    };
  }

  rest(): string {
    const rest = this.#text.slice(this.#at);
    this.#at = this.#text.length;
    return rest;
  }

  /** Not even a blank may follow. */
  expectEnd(): void {
    if (this.rest() !== "") throw new NotEdited();
  }

  /** Up to the next slash that is not escaped. */
  #part(): string {
    return this.#match(/(?:\\[\s\S]|[^\\/])+/y) ?? "";
  }

  #match(expression: RegExp): string | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}
