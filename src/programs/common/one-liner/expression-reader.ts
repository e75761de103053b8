import { type Expression, NotFollowed } from "./syntax.ts";
import type { Token } from "./tokens.ts";

/** What Perl reads in a way of its own. */
export interface PerlReading {
  /** Takes a text apart in which variables stand. */
  readonly readText: (text: string) => Expression;
  /** A function or a test that is written unlike the others. */
  readonly readSpecial: (reader: ExpressionReader) => Expression | undefined;
}

/** Reads expressions out of tokens; the languages' own parsers read statements with it. */
export class ExpressionReader {
  at = 0;
  readonly tokens: readonly Token[];
  /** Functions whose words need no brackets around them: Perl and Ruby. */
  private readonly hasBareCalls: boolean;
  /** Takes a text apart in which values stand. */
  private readonly readFormat: ((text: string) => Expression) | undefined;

  /** What only Perl has. */
  private readonly perl: PerlReading | undefined;

  constructor(
    tokens: readonly Token[],
    hasBareCalls: boolean,
    readFormat?: (text: string) => Expression,
    perl?: PerlReading,
  ) {
    this.perl = perl;
    this.readFormat = readFormat;
    this.tokens = tokens;
    this.hasBareCalls = hasBareCalls;
  }

  get isAtEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead];
  }

  /** Whether the next token is this mark, name or end. */
  isNext(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return (
      token !== undefined && token.kind !== "text" && token.kind !== "number" && token.text === text
    );
  }

  take(text: string): boolean {
    if (!this.isNext(text)) return false;
    this.at += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) throw new NotFollowed();
  }

  name(): string {
    const token = this.peek();
    if (token?.kind !== "name") throw new NotFollowed();
    this.at += 1;
    return token.text;
  }

  /** With `and` and `or`, which are worked out no further than needed. */
  expression(): Expression {
    let left = this.conjunction();
    while (this.take("or") || this.take("||")) {
      left = { kind: "operator", operator: "or", left, right: this.conjunction() };
    }
    return left;
  }

  private conjunction(): Expression {
    let left = this.negation();
    while (this.take("and") || this.take("&&")) {
      left = { kind: "operator", operator: "and", left, right: this.negation() };
    }
    return left;
  }

  private negation(): Expression {
    if (this.readFormat !== undefined && this.take("not")) {
      const left = this.negation();
      return { kind: "operator", operator: "not", left, right: left };
    }
    if (this.perl !== undefined && this.take("!")) {
      const left = this.negation();
      return { kind: "operator", operator: "not", left, right: left };
    }
    const left = this.sum();
    if (this.perl !== undefined && this.take("..")) {
      return { kind: "call", name: "..", words: [left, this.sum()], named: new Map() };
    }
    if (this.readFormat !== undefined && this.take("is")) {
      const operator = this.take("not") ? "!=" : "==";
      return { kind: "operator", operator, left, right: this.none() };
    }
    const isNegated = this.isNext("not") && this.isNext("in", 1) && this.readFormat !== undefined;
    if (isNegated) this.at += 1;
    if (this.readFormat === undefined || !this.take("in")) return left;
    const found: Expression = { kind: "operator", operator: "in", left, right: this.sum() };
    return isNegated ? { kind: "operator", operator: "not", left: found, right: found } : found;
  }

  /** The only value that `is` is asked of. */
  private none(): Expression {
    this.expect("None");
    return { kind: "name", name: "None" };
  }

  /** A word of a call without brackets, which is over where `or` begins. */
  sum(): Expression {
    return this.perl === undefined ? this.plainSum() : this.perlSum();
  }

  /** Each sign of Perl makes numbers or texts of what stands beside it. */
  private perlSum(): Expression {
    let left = this.postfix();
    for (;;) {
      const operator = [".", "+", "-", "*", "eq", "ne"].find((sign) => this.take(sign));
      if (operator === undefined) return left;
      // What binds closer than what was read before is not looked for.
      if (left.kind === "call" && /^[-+.*]$|^eq$|^ne$/.test(left.name)) {
        if (left.name !== operator || operator !== ".") throw new NotFollowed();
      }
      left = { kind: "call", name: operator, words: [left, this.postfix()], named: new Map() };
    }
  }

  private plainSum(): Expression {
    let left = this.product();
    for (;;) {
      const operator = ["+", "-", "==", "!=", "<", ">", "<=", ">="].find((sign) => this.take(sign));
      if (operator === undefined) return left;
      left = { kind: "operator", operator, left, right: this.product() };
    }
  }

  private product(): Expression {
    let left = this.postfix();
    for (;;) {
      const operator = ["*", "/"].find((sign) => this.take(sign));
      if (operator === undefined) return left;
      left = { kind: "operator", operator, left, right: this.postfix() };
    }
  }

  /** One value with what belongs to it. */
  postfix(): Expression {
    let value = this.primary();
    for (;;) {
      if (this.perl !== undefined) return this.perlItem(value);
      if (this.take(".")) value = this.chain(value);
      else if (!this.hasBareCalls && this.take("[")) value = this.subscript(value);
      else return value;
    }
  }

  /** `$ARGV[0]` */
  private perlItem(value: Expression): Expression {
    if (value.kind !== "name" || !value.name.startsWith("$") || !this.take("[")) return value;
    const left: Expression = { kind: "name", name: `@${value.name.slice(1)}` };
    const right = this.expression();
    this.expect("]");
    return { kind: "operator", operator: "index", left, right };
  }

  /** `.strip().name`, whose names the lexer may have taken as one. */
  private chain(value: Expression): Expression {
    const names = this.name().split(".");
    return names.reduce((of, name, at) => {
      const isCalled = at === names.length - 1 && (this.hasBareCalls || this.isNext("("));
      if (isCalled) return this.call(name, of);
      return { kind: "call", target: of, name: `.${name}`, words: [], named: new Map() };
    }, value);
  }

  private subscript(of: Expression): Expression {
    const from = this.isNext(":") ? undefined : this.expression();
    if (from !== undefined && this.take("]")) {
      return { kind: "operator", operator: "index", left: of, right: from };
    }
    this.expect(":");
    const to = this.isNext("]") ? undefined : this.expression();
    this.expect("]");
    return {
      kind: "slice",
      of,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
  }

  private primary(): Expression {
    const special = this.perl?.readSpecial(this);
    if (special !== undefined) return special;
    const token = this.peek();
    if (token === undefined) throw new NotFollowed();
    this.at += 1;
    if (token.kind === "text") return this.text(token);
    if (token.kind === "number") return { kind: "value", value: token.value };
    if (token.kind === "name") return this.afterName(token.text);
    if (token.text === "[") return this.list("]");
    if (token.text === "(") return this.bracketed();
    if (token.text === "{" && this.readFormat !== undefined) return this.table();
    const next = this.peek();
    if (token.text === "-" && next?.kind === "number" && this.readFormat !== undefined) {
      this.at += 1;
      return { kind: "value", value: -next.value };
    }
    throw new NotFollowed();
  }

  /** Texts that stand side by side are one, in Python. */
  private text(token: Token & { readonly kind: "text" }): Expression {
    if (this.perl !== undefined && token.isFormat) return this.perl.readText(token.text);
    if (this.readFormat === undefined) return { kind: "value", value: token.text };
    const whole = token.isFormat
      ? this.readFormat(token.text)
      : ({ kind: "value", value: token.text } as const);
    const next = this.peek();
    if (next?.kind !== "text") return whole;
    this.at += 1;
    return { kind: "operator", operator: "+", left: whole, right: this.text(next) };
  }

  private table(): Expression {
    const entries: (readonly [Expression, Expression])[] = [];
    this.skipRows();
    while (!this.take("}")) {
      const key = this.expression();
      this.expect(":");
      this.skipRows();
      entries.push([key, this.expression()]);
      this.skipRows();
      if (!this.take(",") && !this.isNext("}")) throw new NotFollowed();
      this.skipRows();
    }
    return { kind: "table", entries };
  }

  private afterName(name: string): Expression {
    if (this.isNext("(")) return this.call(name, undefined);
    if (this.perl !== undefined && /^[$@]/.test(name)) return { kind: "name", name };
    return this.hasBareCalls && this.startsWord() ? this.bareCall(name) : { kind: "name", name };
  }

  /** Whether a value could begin here, so that the name before it is a function's. */
  private startsWord(): boolean {
    const token = this.peek();
    const isValue = token?.kind === "text" || token?.kind === "number";
    const isName =
      token?.kind === "name" &&
      !/^(?:for|foreach|if|unless|and|or|do|in|as|eq|ne|x)$/.test(token.text);
    return isValue || isName;
  }

  private bareCall(name: string): Expression {
    const words: Expression[] = [];
    const named = new Map<string, Expression>();
    do this.word(words, named);
    while (this.take(","));
    // It would belong to the last word.
    if (this.perl !== undefined && (this.isNext("||") || this.isNext("&&"))) {
      throw new NotFollowed();
    }
    return { kind: "call", name, words, named };
  }

  private call(name: string, target: Expression | undefined): Expression {
    const words: Expression[] = [];
    const named = new Map<string, Expression>();
    const on = target === undefined ? {} : { target };
    if (this.take("(")) {
      this.skipRows();
      while (!this.take(")")) {
        this.word(words, named);
        this.skipRows();
        if (!this.take(",") && !this.isNext(")")) throw new NotFollowed();
        this.skipRows();
      }
    }
    return { kind: "call", ...on, name, words, named };
  }

  /** One word of a call: a value, `name=value`, `name: value` or `{name: value}`. */
  private word(words: Expression[], named: Map<string, Expression>): void {
    const token = this.peek();
    if (token?.kind === "name" && (this.isNext("=", 1) || this.isNext(":", 1))) {
      this.at += 2;
      named.set(token.text, this.expression());
    } else if (this.readFormat === undefined && this.take("{")) {
      while (!this.take("}")) {
        const key = this.name();
        this.expect(":");
        named.set(key, this.expression());
        if (!this.take(",") && !this.isNext("}")) throw new NotFollowed();
      }
    } else {
      // Without brackets around its words, a call is over where `or` begins.
      const value = this.hasBareCalls ? this.sum() : this.expression();
      words.push(this.isNext("for") && !this.hasBareCalls ? this.each(value) : value);
    }
  }

  private list(end: string): Expression {
    const items: Expression[] = [];
    this.skipRows();
    while (!this.take(end)) {
      const value = this.expression();
      if (this.isNext("for") && !this.hasBareCalls) {
        const each = this.each(value);
        this.expect(end);
        return each;
      }
      items.push(value);
      this.skipRows();
      if (!this.take(",") && !this.isNext(end)) throw new NotFollowed();
      this.skipRows();
    }
    return { kind: "list", items };
  }

  private bracketed(): Expression {
    const start = this.at;
    const value = this.expression();
    if (this.take(")")) return value;
    this.at = start;
    return this.list(")");
  }

  private each(item: Expression): Expression {
    this.expect("for");
    const variable = this.name();
    this.expect("in");
    const list = this.expression();
    const filter = this.take("if") ? { filter: this.expression() } : {};
    return { kind: "each", item, variable, list, ...filter };
  }

  private skipRows(): void {
    while (this.isNext("\n")) this.at += 1;
  }
}
