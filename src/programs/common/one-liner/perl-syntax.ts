import { ExpressionReader } from "./expression-reader.ts";
import type { Imports } from "./run-one-liner.ts";
import { readQuoted } from "./strings.ts";
import { type Expression, NotFollowed, type Statement } from "./syntax.ts";
import { type Lexicon, readTokens } from "./tokens.ts";

const lexicon: Lexicon = {
  comment: "#",
  name: /\$[A-Za-z_]\w*|[A-Za-z_]\w*(?:::\w+)*/y,
  hasPlainOctal: true,
  readString: (source, at) => {
    if (source[at] === "'") return readQuoted(source, at, { isRaw: true });
    // What variables hold is put into it; only the last error never goes into a file.
    return source[at] === '"' ? readQuoted(source, at, { refuses: /\$(?!!)|@/ }) : undefined;
  },
};

/** Words that begin what is not followed. */
const furtherWords = new Set(
  "our local sub while until unless if for foreach do eval open".split(" "),
);

/** Perl's plain calls, each perhaps `for` a list or `if` something holds. */
export function parsePerl(text: string, imports: Imports): readonly Statement[] {
  // `<*.log>` is a glob, and the only thing between such marks that is.
  const plain = text.replace(/<([\w./*?-]*[*?][\w./*?-]*)>/g, 'glob("$1")');
  const tokens = readTokens(plain.replace(/\n/g, " "), lexicon);
  if (tokens === undefined) throw new NotFollowed();
  const reader = new ExpressionReader(tokens, true);
  const statements: Statement[] = [];
  while (!reader.isAtEnd) {
    if (reader.take(";")) continue;
    if (reader.take("use")) readUse(reader, imports);
    else statements.push(readStatement(reader));
    if (!reader.isAtEnd && !reader.isNext(";")) throw new NotFollowed();
  }
  return statements;
}

function readUse(reader: ExpressionReader, imports: Imports): void {
  const module = reader.name();
  const { usual, asked = [] } = brought[module] ?? refuse();
  // Whatever is asked for by name has the name it has.
  const names = reader.isAtEnd || reader.isNext(";") ? usual : [...usual, ...asked];
  while (!reader.isAtEnd && !reader.isNext(";")) reader.at += 1;
  for (const name of names) imports.name(`${module}::${name}`, name);
}

function refuse(): never {
  throw new NotFollowed();
}

/** What modules bring without a word, and what only where it is asked for. */
const brought: Readonly<
  Record<string, { readonly usual: readonly string[]; readonly asked?: readonly string[] }>
> = {
  strict: { usual: [] },
  warnings: { usual: [] },
  "File::Path": { usual: ["rmtree", "mkpath"], asked: ["remove_tree", "make_path"] },
  "File::Copy": { usual: ["copy", "move"] },
};

function readStatement(reader: ExpressionReader): Statement {
  if (reader.take("my")) return readAssignment(reader);
  const token = reader.peek();
  if (token?.kind === "name" && token.text.startsWith("$") && reader.isNext("=", 1)) {
    return readAssignment(reader);
  }
  if (token?.kind === "name" && furtherWords.has(token.text)) throw new NotFollowed();
  const expression: Statement = { kind: "expression", expression: readCall(reader) };
  if (reader.take("for") || reader.take("foreach")) {
    return { kind: "for", variable: "$_", list: readList(reader), body: [expression] };
  }
  if (reader.take("if")) return readCondition(reader, expression, false);
  if (reader.take("unless")) return readCondition(reader, expression, true);
  return expression;
}

/** A function without words takes `$_`, in which `for` puts one after the other. */
function readCall(reader: ExpressionReader): Expression {
  const expression = reader.expression();
  if (expression.kind !== "name") return expression;
  const words: readonly Expression[] = [{ kind: "name", name: "$_" }];
  return { kind: "call", name: expression.name, words, named: new Map() };
}

function readAssignment(reader: ExpressionReader): Statement {
  const name = reader.name();
  reader.expect("=");
  return { kind: "assign", name, value: reader.expression() };
}

function readCondition(reader: ExpressionReader, body: Statement, isNegated: boolean): Statement {
  // `-e "file"` and its kin.
  if (!reader.take("-")) throw new NotFollowed();
  const condition: Expression = {
    kind: "call",
    name: `-${reader.name()}`,
    words: [reader.expression()],
    named: new Map(),
  };
  return { kind: "if", condition, isNegated, body: [body] };
}

/** `qw(a b)`, `glob("*")`, or values in brackets. */
function readList(reader: ExpressionReader): Expression {
  const value = reader.expression();
  return value.kind === "list" || value.kind === "call" ? value : { kind: "list", items: [value] };
}
