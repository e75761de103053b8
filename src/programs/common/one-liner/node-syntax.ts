import { ExpressionReader } from "./expression-reader.ts";
import type { Imports } from "./run-one-liner.ts";
import { readQuoted } from "./strings.ts";
import { NotFollowed, type Statement } from "./syntax.ts";
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
  "function class while do try return throw async await new delete typeof import export if for switch".split(
    " ",
  ),
);

/** JavaScript's plain calls, with what is required for them. */
export function parseNode(text: string, imports: Imports): readonly Statement[] {
  const tokens = readTokens(text.trim(), lexicon);
  if (tokens === undefined) throw new NotFollowed();
  const reader = new ExpressionReader(tokens, false);
  const statements: Statement[] = [];
  while (!reader.isAtEnd) {
    if (reader.take(";") || reader.take("\n")) continue;
    const statement = readStatement(reader, imports);
    if (statement !== undefined) statements.push(statement);
    if (!reader.isAtEnd && !reader.isNext(";") && !reader.isNext("\n")) throw new NotFollowed();
  }
  return statements;
}

function readStatement(reader: ExpressionReader, imports: Imports): Statement | undefined {
  if (reader.take("const") || reader.take("let") || reader.take("var")) {
    return readDeclaration(reader, imports);
  }
  const token = reader.peek();
  if (token?.kind === "name" && furtherWords.has(token.text)) throw new NotFollowed();
  return { kind: "expression", expression: reader.expression() };
}

function readDeclaration(reader: ExpressionReader, imports: Imports): Statement | undefined {
  if (reader.take("{")) {
    const names: string[] = [];
    while (!reader.take("}")) {
      names.push(reader.name());
      if (!reader.take(",") && !reader.isNext("}")) throw new NotFollowed();
    }
    reader.expect("=");
    const module = readRequire(reader);
    for (const name of names) imports.name(`${module}.${name}`, name);
    return undefined;
  }
  const name = reader.name();
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
