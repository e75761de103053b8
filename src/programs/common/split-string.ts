/**
 * The words of `env -S`: split at blanks, with single and double quotes, backslash escapes and
 * `${NAME}`; undefined where a quote or a `${` does not end.
 */
export function splitString(
  text: string,
  environment: ReadonlyMap<string, string>,
): readonly string[] | undefined {
  return new Splitter(text, environment).split();
}

class Splitter {
  readonly #text: string;
  readonly #environment: ReadonlyMap<string, string>;
  readonly #words: string[] = [];
  #word: string | undefined;
  #quote = "";
  #at = 0;

  constructor(text: string, environment: ReadonlyMap<string, string>) {
    this.#text = text;
    this.#environment = environment;
  }

  split(): readonly string[] | undefined {
    for (; this.#at < this.#text.length; this.#at += 1) {
      const next = this.#take(this.#text.charAt(this.#at));
      if (next === "stop") break;
      if (next === "wrong") return undefined;
    }
    if (this.#quote !== "") return undefined;
    this.#endWord();
    return this.#words;
  }

  #take(character: string): "stop" | "wrong" | undefined {
    if (this.#quote === "" && /\s/.test(character)) this.#endWord();
    else if (character === this.#quote) this.#quote = "";
    else if (this.#quote === "" && (character === "'" || character === '"')) {
      this.#quote = character;
      this.#add("");
    } else if (this.#quote === "" && character === "#" && this.#word === undefined) return "stop";
    else if (character === "\\") return this.#takeEscape();
    else if (character === "$" && this.#quote !== "'") return this.#takeVariable();
    else this.#add(character);
    return undefined;
  }

  #takeEscape(): "stop" | undefined {
    this.#at += 1;
    const character = this.#text.charAt(this.#at);
    const isSingle = this.#quote === "'";
    if (isSingle) this.#add(/['\\]/.test(character) ? character : `\\${character}`);
    else if (character === "c") return "stop";
    else if (character === "_" && this.#quote === "") this.#endWord();
    else this.#add(escapes[character] ?? character);
    return undefined;
  }

  #takeVariable(): "wrong" | undefined {
    const match = /^\$\{([A-Za-z_]\w*)\}/.exec(this.#text.slice(this.#at));
    if (match?.[1] === undefined) return "wrong";
    this.#add(this.#environment.get(match[1]) ?? "");
    this.#at += match[0].length - 1;
    return undefined;
  }

  #add(text: string): void {
    this.#word = (this.#word ?? "") + text;
  }

  #endWord(): void {
    if (this.#word !== undefined) this.#words.push(this.#word);
    this.#word = undefined;
  }
}

const escapes: Readonly<Record<string, string>> = {
  _: " ",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};
