import { ExpressionReader } from "./expression-reader.ts";
import type { Imports } from "./run-one-liner.ts";
import { readQuoted } from "./strings.ts";
import { type Expression, NotFollowed, type Statement } from "./syntax.ts";
import { type Lexicon, readTokens } from "./tokens.ts";

const lexicon: Lexicon = {
  comment: "#",
  name: /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y,
  hasPlainOctal: false,
  readString: (source, at) => {
    const prefix = /^[rbRB]?(?=['"])/.exec(source.slice(at, at + 2))?.[0];
    if (prefix === undefined || /^(?:'''|""")/.test(source.slice(at + prefix.length))) {
      return undefined;
    }
    const start = at + prefix.length;
    const isRaw = prefix.toLowerCase() === "r";
    const found = readQuoted(source, start, { keepsUnknown: true, isRaw });
    return found && { text: found.text, length: found.length + prefix.length };
  },
};

/** Words that begin what is not followed, such as definitions. */
const furtherWords = new Set(
  "def class while try except finally lambda return yield raise global del assert async not and or else elif pass if for with import from".split(
    " ",
  ),
);

/** Python without blocks on rows of their own. */
export function parsePython(text: string, imports: Imports): readonly Statement[] {
  // A row that begins with a blank belongs to a block.
  if (/\n[ \t]+\S/.test(text)) throw new NotFollowed();
  const tokens = readTokens(text.trim(), lexicon);
  if (tokens === undefined) throw new NotFollowed();
  const reader = new ExpressionReader(tokens, false);
  const statements: Statement[] = [];
  while (!reader.isAtEnd) {
    if (reader.take(";") || reader.take("\n")) continue;
    statements.push(...readStatement(reader, imports));
    if (!reader.isAtEnd && !reader.isNext(";") && !reader.isNext("\n")) throw new NotFollowed();
  }
  return statements;
}

function readStatement(reader: ExpressionReader, imports: Imports): readonly Statement[] {
  if (reader.take("import")) return readImport(reader, imports);
  if (reader.take("from")) return readFrom(reader, imports);
  if (reader.take("with")) return readWith(reader, imports);
  if (reader.take("if")) {
    const isNegated = reader.take("not");
    const condition = reader.expression();
    return [{ kind: "if", condition, isNegated, body: readSuite(reader, imports) }];
  }
  if (reader.take("for")) {
    const variable = reader.name();
    reader.expect("in");
    const list = reader.expression();
    return [{ kind: "for", variable, list, body: readSuite(reader, imports) }];
  }
  const token = reader.peek();
  if (token?.kind === "name" && reader.isNext("=", 1) && !token.text.includes(".")) {
    reader.at += 2;
    return [{ kind: "assign", name: token.text, value: reader.expression() }];
  }
  if (token?.kind === "name" && furtherWords.has(token.text)) throw new NotFollowed();
  return [{ kind: "expression", expression: reader.expression() }];
}

/** What stands behind a colon on the same row. */
function readSuite(reader: ExpressionReader, imports: Imports): readonly Statement[] {
  reader.expect(":");
  const body: Statement[] = [];
  do {
    if (reader.isAtEnd || reader.isNext("\n")) break;
    body.push(...readStatement(reader, imports));
  } while (reader.take(";"));
  if (body.length === 0) throw new NotFollowed();
  return body;
}

function readWith(reader: ExpressionReader, imports: Imports): readonly Statement[] {
  const value: Expression = reader.expression();
  reader.expect("as");
  const name = reader.name();
  return [{ kind: "assign", name, value }, ...readSuite(reader, imports)];
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
