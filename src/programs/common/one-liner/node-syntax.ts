import { ExpressionReader } from "./expression-reader.ts";
import type { Imports } from "./run-one-liner.ts";
import { readQuoted } from "./strings.ts";
import { type Expression, NotFollowed, type Statement } from "./syntax.ts";
import { type Lexicon, readTokens } from "./tokens.ts";

const lexicon: Lexicon = {
  comment: "//",
  name: /[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*/y,
  hasPlainOctal: false,
  readString: (source, at) => {
    if (source[at] === "`") return readQuoted(source, at, { refuses: /\$\{/ });
    const isQuote = source[at] === "'" || source[at] === '"';
    return isQuote ? readQuoted(source, at, {}) : undefined;
  },
};

const furtherWords = new Set(
  "function class while do try return throw async await new delete typeof import export switch".split(
    " ",
  ),
);

/** JavaScript's plain calls, with what is required for them. */
export function parseNode(text: string, imports: Imports): readonly Statement[] {
  const tokens = readTokens(text.trim(), lexicon);
  if (tokens === undefined) throw new NotFollowed();
  const reader = new ExpressionReader(tokens, false);
  const statements = readStatements(reader, withOwnNames(imports));
  if (!reader.isAtEnd) throw new NotFollowed();
  return statements;
}

interface Names extends Imports {
  /** Each name is declared once: what hides another within a block is not followed. */
  declare(name: string): string;
}

function withOwnNames(imports: Imports): Names {
  const declared = new Set<string>();
  const declare = (name: string): string => {
    if (declared.has(name) || /^(?:fs|process|console|require)$/.test(name)) {
      if (name !== "fs" || declared.has(name)) throw new NotFollowed();
    }
    declared.add(name);
    return name;
  };
  return { module: imports.module, name: imports.name, declare };
}

/** Up to the end, or to the brace that closes a block. */
function readStatements(reader: ExpressionReader, names: Names): Statement[] {
  const statements: Statement[] = [];
  while (!reader.isAtEnd && !reader.isNext("}")) {
    if (reader.take(";") || reader.take("\n")) continue;
    const compound = readCompound(reader, names);
    const statement = compound ?? readStatement(reader, names);
    if (statement !== undefined) statements.push(statement);
    const isOver = reader.isAtEnd || /^[;}\n]$/.test(markOf(reader));
    if (compound === undefined && !isOver) throw new NotFollowed();
  }
  return statements;
}

function markOf(reader: ExpressionReader): string {
  const token = reader.peek();
  return token?.kind === "mark" || token?.kind === "end" ? token.text : "";
}

/** `for (const x of list) …`, `if (…) … else …` */
function readCompound(reader: ExpressionReader, names: Names): Statement | undefined {
  if (reader.take("for")) {
    reader.expect("(");
    if (!reader.take("const") && !reader.take("let")) throw new NotFollowed();
    const variable = names.declare(reader.name());
    reader.expect("of");
    const list = reader.expression();
    reader.expect(")");
    return { kind: "for", variable, list, body: readBody(reader, names), isLocal: true };
  }
  if (!reader.take("if")) return undefined;
  reader.expect("(");
  const words = [reader.expression()];
  reader.expect(")");
  const condition: Expression = { kind: "call", name: "truth", words, named: new Map() };
  const body = readBody(reader, names);
  if (reader.isNext("else") || reader.isNext("else", 1)) throw new NotFollowed();
  return { kind: "if", condition, isNegated: false, body };
}

/** A block, or one statement. */
function readBody(reader: ExpressionReader, names: Names): readonly Statement[] {
  if (!reader.take("{")) {
    const statement = readCompound(reader, names) ?? readStatement(reader, names);
    if (statement === undefined || statement.kind === "assign") throw new NotFollowed();
    return [statement];
  }
  const body = readStatements(reader, names);
  reader.expect("}");
  return body;
}

function readStatement(reader: ExpressionReader, imports: Names): Statement | undefined {
  if (reader.take("const") || reader.take("let") || reader.take("var")) {
    return readDeclaration(reader, imports);
  }
  const token = reader.peek();
  if (token?.kind === "name" && furtherWords.has(token.text)) throw new NotFollowed();
  return { kind: "expression", expression: reader.expression() };
}

function readDeclaration(reader: ExpressionReader, imports: Names): Statement | undefined {
  if (reader.take("{")) {
    const names: string[] = [];
    while (!reader.take("}")) {
      names.push(imports.declare(reader.name()));
      if (!reader.take(",") && !reader.isNext("}")) throw new NotFollowed();
    }
    reader.expect("=");
    const module = readRequire(reader);
    for (const name of names) imports.name(`${module}.${name}`, name);
    return undefined;
  }
  const name = imports.declare(reader.name());
  reader.expect("=");
  if (reader.isNext("require")) {
    imports.module(readRequire(reader), name);
    return undefined;
  }
  return { kind: "assign", name, value: reader.expression() };
}

function readRequire(reader: ExpressionReader): string {
  reader.expect("require");
  reader.expect("(");
  const token = reader.peek();
  if (token?.kind !== "text") throw new NotFollowed();
  reader.at += 1;
  reader.expect(")");
  return token.text.replace(/^node:/, "");
}
