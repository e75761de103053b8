/** What a sed script does besides changing the text that flows through it. */
export interface SedScript {
  readonly fileCommands: readonly SedFileCommand[];
  /** Some command prints besides the end of each cycle. */
  readonly prints: boolean;
  /** It starts commands: `e`, `s///e`. */
  readonly executes: boolean;
  /** It may end before all files are read: `q`, `Q`. */
  readonly quits: boolean;
}

/** A command of the script that touches another file, and where it stands. */
export interface SedFileCommand {
  /** write: `w`; flag: the `w` of `s///w`; read: `r`; other: `W` and `R`. */
  readonly kind: "write" | "flag" | "read" | "other";
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Looks through a script by sed's grammar; undefined where it cannot be followed. */
export function scanSedScript(text: string): SedScript | undefined {
  const scanner = new Scanner(text);
  return scanner.scan() ? scanner : undefined;
}

class Scanner implements SedScript {
  readonly fileCommands: SedFileCommand[] = [];
  prints = false;
  executes = false;
  quits = false;
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): boolean {
    for (;;) {
      this.#skip(/[\s;]/);
      if (this.#at >= this.#text.length) return true;
      if (!this.#addresses()) return false;
      this.#skip(/[\s!]/);
      if (!this.#command()) return false;
    }
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  #skip(what: RegExp): void {
    while (this.#at < this.#text.length && what.test(this.#peek())) this.#at += 1;
  }

  #addresses(): boolean {
    if (!this.#address()) return false;
    this.#skip(/[ \t]/);
    if (this.#peek() !== ",") return true;
    this.#at += 1;
    this.#skip(/[ \t]/);
    return this.#address();
  }

  #address(): boolean {
    const match = /^(\$|[+~]?\d+(~\d+)?)/.exec(this.#text.slice(this.#at));
    if (match !== null) this.#at += match[0].length;
    else if (this.#peek() === "/" || this.#peek() === "\\") {
      const delimiter = this.#peek() === "/" ? "/" : this.#text.charAt(this.#at + 1);
      this.#at += this.#peek() === "/" ? 1 : 2;
      if (!this.#delimited(delimiter, true)) return false;
      this.#skip(/[IM]/);
    }
    return true;
  }

  /** Goes behind the next delimiter; inside brackets of a pattern it is an ordinary character. */
  #delimited(delimiter: string, isPattern: boolean): boolean {
    if (delimiter === "" || delimiter === "\n") return false;
    while (this.#at < this.#text.length) {
      const character = this.#peek();
      this.#at += 1;
      if (character === "\\") this.#at += 1;
      else if (character === delimiter) return true;
      else if (character === "[" && isPattern) this.#bracket();
      else if (character === "\n" && isPattern) return false;
    }
    return false;
  }

  #bracket(): void {
    const rest = this.#text.slice(this.#at);
    const match = /^\^?\]?(?:\[[:.=](?:[^\]]|\](?!\]))*[:.=]\]|[^\]\n])*\]/.exec(rest);
    if (match !== null) this.#at += match[0].length;
  }

  #command(): boolean {
    const letter = this.#peek();
    this.#at += 1;
    if ("pPlF=iac".includes(letter)) this.prints = true;
    if (letter === "q" || letter === "Q") this.quits = true;
    if ("{}=dDgGhHnNpPxzF".includes(letter)) return letter !== "";
    if (letter === "#") return this.#restOfLine() !== undefined;
    if (":btTvqQlL".includes(letter)) return this.#word();
    if ("aic".includes(letter)) return this.#textLines();
    if (letter === "s") return this.#substitution();
    if (letter === "y") return this.#pair(false);
    return this.#fileCommand(letter);
  }

  #word(): boolean {
    this.#skip(/[^\n;}]/);
    return true;
  }

  #restOfLine(): string {
    const end = this.#text.indexOf("\n", this.#at);
    const line = this.#text.slice(this.#at, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#text.length : end + 1;
    return line;
  }

  /** Text of `a`, `i`, `c`: goes on behind a line that ends with a backslash. */
  #textLines(): boolean {
    while (/\\$/.test(this.#restOfLine())) if (this.#at >= this.#text.length) break;
    return true;
  }

  #pair(isPattern: boolean): boolean {
    const delimiter = this.#peek();
    this.#at += 1;
    return this.#delimited(delimiter, isPattern) && this.#delimited(delimiter, false);
  }

  #substitution(): boolean {
    if (!this.#pair(true)) return false;
    for (;;) {
      const flag = this.#peek();
      if (!/[gpiImMe0-9w]/.test(flag) || flag === "") return true;
      this.#at += 1;
      if (flag === "e") this.executes = true;
      if (flag === "p") this.prints = true;
      if (flag === "w") return this.#name("flag");
    }
  }

  #fileCommand(letter: string): boolean {
    if (letter === "e") {
      this.executes = true;
      this.#restOfLine();
      return true;
    }
    if (letter === "w") return this.#name("write");
    if (letter === "r") return this.#name("read");
    return letter === "W" || letter === "R" ? this.#name("other") : false;
  }

  #name(kind: SedFileCommand["kind"]): boolean {
    const start = this.#at - 1;
    const line = this.#restOfLine();
    const name = line.replace(/^[ \t]+/, "");
    this.fileCommands.push({ kind, name, start, end: start + 1 + line.length });
    return name !== "";
  }
}
