import { ExpressionReader } from "./expression-reader.ts";
import type { Imports } from "./run-one-liner.ts";
import { readQuoted } from "./strings.ts";
import { type Expression, NotFollowed, type Statement } from "./syntax.ts";
import { type Lexicon, readTokens } from "./tokens.ts";

const lexicon: Lexicon = {
  comment: "#",
  name: /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y,
  mark: /\*\*|==|!=|<=|>=|->|[-+*/%]=|[()[\]{},:=.+*<>/%-]/y,
  hasPlainOctal: false,
  readString: (source, at) => {
    const prefix = /^(?:[rbf]|rf|fr|rb|br)?(?=['"])/i.exec(source.slice(at, at + 3))?.[0];
    if (prefix === undefined) return undefined;
    const start = at + prefix.length;
    const kind = prefix.toLowerCase();
    const rules = { keepsUnknown: true, isRaw: kind.includes("r") };
    const found = readTripled(source, start) ?? readQuoted(source, start, rules);
    return (
      found && {
        text: found.text,
        length: found.length + prefix.length,
        isFormat: kind.includes("f"),
      }
    );
  },
};

/** Text over several rows, without anything escaped in it; undefined where it is no such text. */
function readTripled(
  source: string,
  at: number,
): { readonly text: string; readonly length: number } | undefined {
  const quotes = /^(?:'''|""")/.exec(source.slice(at, at + 3))?.[0];
  if (quotes === undefined) return undefined;
  const end = source.indexOf(quotes, at + 3);
  const text = source.slice(at + 3, end);
  if (end < 0 || text.includes("\\")) throw new NotFollowed();
  return { text, length: end + 3 - at };
}

/** Words that begin what is not followed, such as definitions. */
const furtherWords = new Set(
  "def class while except finally lambda return yield raise global del assert async elif else".split(
    " ",
  ),
);

/** Python's plain calls and assignments, with loops and conditions around them. */
export function parsePython(text: string, imports: Imports): readonly Statement[] {
  const whole = text.replace(/^\s*\n/, "").trimEnd();
  if (/^[ \t]/.test(whole)) throw new NotFollowed();
  const reader = readerOf(whole);
  const parser = new PythonParser(reader, imports);
  const statements: Statement[] = [];
  while (!reader.isAtEnd) {
    if (reader.take(";")) continue;
    if (reader.isNext("\n")) {
      if (parser.rowAhead() > 0) throw new NotFollowed();
      parser.skipRows();
      continue;
    }
    statements.push(...parser.statement(0));
    if (!reader.isAtEnd && !reader.isNext(";") && !reader.isNext("\n")) throw new NotFollowed();
  }
  return statements;
}

function readerOf(text: string): ExpressionReader {
  const tokens = readTokens(text, lexicon);
  if (tokens === undefined) throw new NotFollowed();
  return new ExpressionReader(tokens, false, readFormat);
}

/** `f"{name}.txt"`; how values are laid out is not followed. */
function readFormat(text: string): Expression {
  if (/\{\{|\}\}|\{[^}]*[:!={]/.test(text)) throw new NotFollowed();
  const parts = text.split(/\{([^{}]*)\}/).map((part, at): Expression => {
    if (at % 2 === 0) return { kind: "value", value: part };
    const reader = readerOf(part.trim());
    const value = reader.expression();
    if (!reader.isAtEnd) throw new NotFollowed();
    return value;
  });
  return { kind: "format", parts };
}

class PythonParser {
  private readonly reader: ExpressionReader;
  private readonly imports: Imports;

  constructor(reader: ExpressionReader, imports: Imports) {
    this.reader = reader;
    this.imports = imports;
  }

  /** How far the next row with anything in it is moved in; -1 at the end. */
  rowAhead(): number {
    let indent = -1;
    for (let ahead = 0; this.reader.isNext("\n", ahead); ahead += 1) {
      const token = this.reader.peek(ahead);
      if (token?.kind === "end") indent = token.indent ?? 0;
    }
    return indent;
  }

  skipRows(): void {
    while (this.reader.take("\n"));
  }

  /** One statement of a row that is moved in so far. */
  statement(indent: number): readonly Statement[] {
    const { reader, imports } = this;
    if (reader.take("pass")) return [];
    if (reader.take("import")) return readImport(reader, imports);
    if (reader.take("from")) return readFrom(reader, imports);
    if (reader.take("with")) return this.with(indent);
    if (reader.take("try")) return [this.try(indent)];
    if (reader.take("if")) return [this.if(indent)];
    if (reader.take("for")) return [this.for(indent)];
    if (reader.take("break")) return [{ kind: "leave", how: "break" }];
    if (reader.take("continue")) return [{ kind: "leave", how: "continue" }];
    const token = reader.peek();
    if (token?.kind === "name" && furtherWords.has(token.text)) throw new NotFollowed();
    return [this.assignment() ?? { kind: "expression", expression: reader.expression() }];
  }

  /** `a = 1`, `a, b = f()`, `a["b"] = 1`, `a += 1`. */
  private assignment(): Statement | undefined {
    const { reader } = this;
    const token = reader.peek();
    if (token?.kind !== "name" || token.text.includes(".")) return undefined;
    const name = token.text;
    if (reader.isNext("=", 1)) {
      reader.at += 2;
      return { kind: "assign", name, value: reader.expression() };
    }
    if (reader.isNext("+=", 1)) {
      reader.at += 2;
      const left: Expression = { kind: "name", name };
      const value = { kind: "operator", operator: "+", left, right: reader.expression() } as const;
      return { kind: "assign", name, value };
    }
    return reader.isNext("[", 1)
      ? this.put(name)
      : reader.isNext(",", 1)
        ? this.unpack()
        : undefined;
  }

  private put(name: string): Statement | undefined {
    const { reader } = this;
    const start = reader.at;
    reader.at += 2;
    if (!reader.isNext(":")) {
      const key = reader.expression();
      if (reader.take("]") && reader.take("=")) {
        return { kind: "put", name, key, value: reader.expression() };
      }
    }
    reader.at = start;
    return undefined;
  }

  private unpack(): Statement {
    const names = this.names();
    this.reader.expect("=");
    return { kind: "unpack", names, value: this.reader.expression() };
  }

  private names(): readonly string[] {
    const hasBracket = this.reader.take("(");
    const names = [this.reader.name()];
    while (this.reader.take(",")) names.push(this.reader.name());
    if (hasBracket) this.reader.expect(")");
    return names;
  }

  private for(indent: number): Statement {
    const names = this.names();
    this.reader.expect("in");
    const list = this.reader.expression();
    const [only = "", ...others] = names;
    return {
      kind: "for",
      variable: others.length === 0 ? only : names,
      list,
      body: this.suite(indent),
    };
  }

  private if(indent: number): Statement {
    const condition = this.reader.expression();
    const body = this.suite(indent);
    const otherwise = this.follows("elif", indent)
      ? [this.if(indent)]
      : this.follows("else", indent)
        ? this.suite(indent)
        : [];
    return { kind: "if", condition, isNegated: false, body, otherwise };
  }

  private try(indent: number): Statement {
    const body = this.suite(indent);
    if (!this.follows("except", indent)) throw new NotFollowed();
    const error = this.reader.isNext(":") ? undefined : this.reader.name();
    if (this.reader.take("as")) this.reader.name();
    const handler = this.suite(indent);
    return { kind: "try", body, handler, ...(error === undefined ? {} : { error }) };
  }

  /** Whether the next row goes on with this word; then it is taken. */
  private follows(word: string, indent: number): boolean {
    const { reader } = this;
    if (this.rowAhead() !== indent) return false;
    const start = reader.at;
    this.skipRows();
    if (reader.take(word)) return true;
    reader.at = start;
    return false;
  }

  /** What stands behind a colon, on the same row or moved in below. */
  private suite(indent: number): readonly Statement[] {
    const { reader } = this;
    reader.expect(":");
    if (reader.isNext("\n")) return this.block(indent);
    const body: Statement[] = [];
    do {
      if (reader.isAtEnd || reader.isNext("\n")) break;
      body.push(...this.statement(-1));
    } while (reader.take(";"));
    return body;
  }

  private block(outer: number): readonly Statement[] {
    const { reader } = this;
    const indent = this.rowAhead();
    // On one row behind another colon there can be no block.
    if (indent <= outer || outer < 0) throw new NotFollowed();
    const body: Statement[] = [];
    while (this.rowAhead() === indent || reader.isNext(";")) {
      if (!reader.take(";")) this.skipRows();
      if (!reader.isNext("\n") && !reader.isAtEnd) body.push(...this.statement(indent));
      const isOver = reader.isAtEnd || reader.isNext(";") || reader.isNext("\n");
      if (!isOver || this.rowAhead() > indent) throw new NotFollowed();
    }
    return body;
  }

  private with(indent: number): readonly Statement[] {
    const { reader } = this;
    const opened: Statement[] = [];
    do {
      const value = reader.expression();
      reader.expect("as");
      opened.push({ kind: "assign", name: reader.name(), value });
    } while (reader.take(","));
    return [...opened, ...this.suite(indent)];
  }
}

function readImport(reader: ExpressionReader, imports: Imports): readonly Statement[] {
  do {
    const name = reader.name();
    const alias = reader.take("as") ? reader.name() : undefined;
    const root = name.split(".")[0] ?? name;
    if (alias === undefined) imports.module(root, root);
    else imports.module(name, alias);
  } while (reader.take(","));
  return [];
}

function readFrom(reader: ExpressionReader, imports: Imports): readonly Statement[] {
  const module = reader.name();
  reader.expect("import");
  do {
    const name = reader.name();
    const whole = `${module}.${name}`;
    const alias = reader.take("as") ? reader.name() : name;
    if (whole === "os.path") imports.module(whole, alias);
    else imports.name(whole, alias);
  } while (reader.take(","));
  return [];
}
