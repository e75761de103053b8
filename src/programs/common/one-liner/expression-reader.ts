import { type Expression, NotFollowed } from "./syntax.ts";
import type { Token } from "./tokens.ts";

/** Reads expressions out of tokens; the languages' own parsers read statements with it. */
export class ExpressionReader {
  at = 0;
  readonly tokens: readonly Token[];
  /** Functions whose words need no brackets around them: Perl and Ruby. */
  private readonly hasBareCalls: boolean;

  constructor(tokens: readonly Token[], hasBareCalls: boolean) {
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
    let left = this.sum();
    while (this.take("and") || this.take("&&")) {
      left = { kind: "operator", operator: "and", left, right: this.sum() };
    }
    return left;
  }

  private sum(): Expression {
    let left = this.product();
    for (;;) {
      const operator = ["+", "==", "!="].find((sign) => this.take(sign));
      if (operator === undefined) return left;
      left = { kind: "operator", operator, left, right: this.product() };
    }
  }

  private product(): Expression {
    let left = this.postfix();
    while (this.take("*")) left = { kind: "operator", operator: "*", left, right: this.postfix() };
    return left;
  }

  private postfix(): Expression {
    let value = this.primary();
    while (this.take(".")) value = this.call(this.name(), value);
    return value;
  }

  private primary(): Expression {
    const token = this.peek();
    if (token === undefined) throw new NotFollowed();
    this.at += 1;
    if (token.kind === "text") return { kind: "value", value: token.text };
    if (token.kind === "number") return { kind: "value", value: token.value };
    if (token.kind === "name") return this.afterName(token.text);
    if (token.text === "[") return this.list("]");
    if (token.text === "(") return this.bracketed();
    throw new NotFollowed();
  }

  private afterName(name: string): Expression {
    if (this.isNext("(")) return this.call(name, undefined);
    return this.hasBareCalls && this.startsWord() ? this.bareCall(name) : { kind: "name", name };
  }

  /** Whether a value could begin here, so that the name before it is a function's. */
  private startsWord(): boolean {
    const token = this.peek();
    const isValue = token?.kind === "text" || token?.kind === "number";
    const isName =
      token?.kind === "name" && !/^(?:for|foreach|if|unless|and|or|do|in|as)$/.test(token.text);
    return isValue || isName;
  }

  private bareCall(name: string): Expression {
    const words: Expression[] = [];
    const named = new Map<string, Expression>();
    do this.word(words, named);
    while (this.take(","));
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
    } else if (this.take("{")) {
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
