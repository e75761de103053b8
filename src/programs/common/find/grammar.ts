import type { Argument } from "../../../domain/argument.ts";

/** How many words each primary of find takes after its name. */
export const valuesOf: Readonly<Record<string, number>> = Object.fromEntries([
  ...[
    "-amin -anewer -atime -cmin -cnewer -context -ctime -fstype -gid -group -ilname -iname -inum",
    "-ipath -iregex -iwholename -links -lname -mmin -mtime -name -newer -path -perm -regex",
    "-samefile -size -type -uid -used -user -wholename -xtype -maxdepth -mindepth -regextype",
    "-files0-from -fprint -fprint0 -fls -printf",
  ]
    .join(" ")
    .split(" ")
    .map((name) => [name, 1]),
  ["-fprintf", 2],
  ...[
    "-empty -executable -false -nogroup -nouser -readable -true -writable -daystart -depth -d",
    "-help --help -ignore_readdir_race -noignore_readdir_race -mount -xdev -noleaf -nowarn -warn",
    "-version --version -follow -delete -ls -print -print0 -prune -quit",
  ]
    .join(" ")
    .split(" ")
    .map((name) => [name, 0]),
]);

/** Primaries that run a command up to `;` or `+`. */
export const commandPrimaries = new Set(["-exec", "-execdir", "-ok", "-okdir"]);

/** One test, action or global option as it was written. */
export interface Primary {
  readonly kind: "primary";
  readonly name: string;
  readonly values: readonly Argument[];
  readonly argument: Argument;
  /** For commands: ended by `+`, so that many names go into one command. */
  readonly isBatched?: boolean;
}

export type Expression =
  | Primary
  | { readonly kind: "and" | "or" | "list"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "not"; readonly inner: Expression }
  | { readonly kind: "always" };

export interface FindWords {
  readonly kind: "words";
  readonly follow: "never" | "root" | "always";
  readonly starts: readonly Argument[];
  readonly expression: Expression;
  /** Every primary, in the order written. */
  readonly primaries: readonly Primary[];
}

export type FindReading =
  | FindWords
  | { readonly kind: "wrong"; readonly message: string; readonly argument?: Argument };

/** Reads the words of find: options, starting points, expression. */
export function readFind(words: readonly Argument[]): FindReading {
  let follow: FindWords["follow"] = "never";
  let at = 0;
  for (; at < words.length; at += 1) {
    const text = words[at]?.text ?? "";
    if (text === "-H") follow = "root";
    else if (text === "-L") follow = "always";
    else if (text === "-P") follow = "never";
    else if (text === "-D") at += 1;
    else if (!/^-O\d*$/.test(text)) break;
  }
  const start = at;
  while (at < words.length && !startsExpression(words[at])) at += 1;
  const parser = new Parser(words.slice(at));
  const expression = parser.parse();
  if (typeof expression === "string") {
    return {
      kind: "wrong",
      message: expression,
      ...(parser.current === undefined ? {} : { argument: parser.current }),
    };
  }
  const isFollowing = parser.primaries.some(({ name }) => name === "-follow");
  return {
    kind: "words",
    follow: isFollowing ? "always" : follow,
    starts: words.slice(start, at),
    expression,
    primaries: parser.primaries,
  };
}

function startsExpression(word: Argument | undefined): boolean {
  const text = word?.text ?? "";
  return (text.startsWith("-") && text !== "-") || ["(", ")", "!", ","].includes(text);
}

/** Lists bind weakest, then or, then and; `!` strongest. Errors are the messages. */
class Parser {
  readonly primaries: Primary[] = [];
  readonly #words: readonly Argument[];
  #at = 0;

  constructor(words: readonly Argument[]) {
    this.#words = words;
  }

  get current(): Argument | undefined {
    return this.#words[this.#at];
  }

  parse(): Expression | string {
    if (this.#words.length === 0) return { kind: "always" };
    const whole = this.#list();
    if (typeof whole !== "string" && this.current !== undefined) return "you have too many ')'";
    return whole;
  }

  #list(): Expression | string {
    return this.#chain("list", [","], () => this.#or());
  }

  #or(): Expression | string {
    return this.#chain("or", ["-o", "-or"], () => this.#and());
  }

  #chain(
    kind: "list" | "or",
    operators: readonly string[],
    next: () => Expression | string,
  ): Expression | string {
    let left = next();
    while (typeof left !== "string" && operators.includes(this.current?.text ?? "")) {
      this.#at += 1;
      const right: Expression | string = next();
      if (typeof right === "string") return right;
      left = { kind, left, right };
    }
    return left;
  }

  #and(): Expression | string {
    let left = this.#not();
    while (typeof left !== "string" && this.#continuesAnd()) {
      const right: Expression | string = this.#not();
      if (typeof right === "string") return right;
      left = { kind: "and", left, right };
    }
    return left;
  }

  #continuesAnd(): boolean {
    const text = this.current?.text;
    if (text === undefined || [")", ",", "-o", "-or"].includes(text)) return false;
    if (text === "-a" || text === "-and") this.#at += 1;
    return true;
  }

  #not(): Expression | string {
    const text = this.current?.text;
    if (text === "!" || text === "-not") {
      this.#at += 1;
      const inner = this.#not();
      return typeof inner === "string" ? inner : { kind: "not", inner };
    }
    if (text !== "(") return this.#primary();
    this.#at += 1;
    const inner = this.#list();
    if (typeof inner === "string") return inner;
    if (this.current?.text !== ")") return "I was expecting to find a ')' somewhere";
    this.#at += 1;
    return inner;
  }

  #primary(): Expression | string {
    const argument = this.current;
    if (argument === undefined) return "expected an expression";
    const name = argument.text;
    const count = /^-newer[aBcmt][aBcmt]$/.test(name) ? 1 : valuesOf[name];
    if (count === undefined && !commandPrimaries.has(name)) return `unknown predicate \`${name}'`;
    this.#at += 1;
    if (count === undefined) return this.#command(name, argument);
    const values = this.#words.slice(this.#at, this.#at + count);
    if (values.length < count) return `missing argument to \`${name}'`;
    this.#at += count;
    return this.#add({ kind: "primary", name, values, argument });
  }

  #command(name: string, argument: Argument): Expression | string {
    const start = this.#at;
    for (; this.current !== undefined; this.#at += 1) {
      const text = this.current.text;
      const isBatched =
        text === "+" && this.#at > start && this.#words[this.#at - 1]?.text === "{}";
      if (text !== ";" && !isBatched) continue;
      const values = this.#words.slice(start, this.#at);
      this.#at += 1;
      if (values.length === 0) return `missing argument to \`${name}'`;
      return this.#add({ kind: "primary", name, values, argument, isBatched });
    }
    return `missing argument to \`${name}'`;
  }

  #add(primary: Primary): Primary {
    this.primaries.push(primary);
    return primary;
  }
}
