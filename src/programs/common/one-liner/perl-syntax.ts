import { ExpressionReader } from "./expression-reader.ts";
import { checkScopes } from "./perl-scopes.ts";
import { readInterpolated, readSpecial, readText } from "./perl-special.ts";
import type { Imports } from "./run-one-liner.ts";
import { readQuoted } from "./strings.ts";
import { type Expression, NotFollowed, type Statement } from "./syntax.ts";
import { type Lexicon, readTokens } from "./tokens.ts";

const lexicon: Lexicon = {
  comment: "#",
  name: /[$@][A-Za-z_]\w*|[A-Za-z_]\w*(?:::\w+)*/y,
  mark: /\.\.|=>|==|!=|<=|>=|&&|\|\||[()[\]{},=.+*!<>|-]/y,
  hasPlainOctal: true,
  readString: (source, at) => {
    if (source[at] === "'") return readQuoted(source, at, { isRaw: true });
    return source[at] === '"' ? readInterpolated(source, at) : undefined;
  },
};

/** Words that begin what is not followed. */
const furtherWords = new Set("our local sub while until do eval return last next redo".split(" "));

/** Perl's plain calls, each perhaps `for` a list or `if` something holds. */
export function parsePerl(text: string, imports: Imports): readonly Statement[] {
  // `<*.log>` is a glob, and the only thing between such marks that is.
  const plain = text.replace(/<([\w./*?-]*[*?][\w./*?-]*)>/g, 'glob("$1")');
  const tokens = readTokens(plain, lexicon)?.filter(
    ({ kind, ...token }) => kind !== "end" || !("text" in token) || token.text !== "\n",
  );
  if (tokens === undefined) throw new NotFollowed();
  checkScopes(tokens);
  const reader = new ExpressionReader(tokens, true, undefined, { readText, readSpecial });
  const statements = readStatements(reader, imports);
  if (!reader.isAtEnd) throw new NotFollowed();
  return statements;
}

/** Up to the end, or to the brace that closes a block. */
function readStatements(reader: ExpressionReader, imports: Imports | undefined): Statement[] {
  const statements: Statement[] = [];
  while (!reader.isAtEnd && !reader.isNext("}")) {
    if (reader.take(";")) continue;
    const block = readCompound(reader);
    if (block !== undefined) {
      statements.push(block);
      continue;
    }
    if (reader.take("use")) readUse(reader, imports ?? refuse());
    else statements.push(readStatement(reader));
    if (!reader.isAtEnd && !reader.isNext(";") && !reader.isNext("}")) throw new NotFollowed();
  }
  return statements;
}

/** `for my $x (LIST) { … }`, `if (…) { … } else { … }` */
function readCompound(reader: ExpressionReader): Statement | undefined {
  if (reader.take("for") || reader.take("foreach")) {
    reader.take("my");
    const variable = reader.isNext("(") ? "$_" : reader.name();
    if (!reader.isNext("(") || !variable.startsWith("$")) throw new NotFollowed();
    const list = readList(reader);
    return { kind: "for", variable, list, body: readBlock(reader), isLocal: true };
  }
  const isNegated = reader.isNext("unless");
  if (!reader.take("if") && !reader.take("unless")) return undefined;
  if (!reader.isNext("(")) throw new NotFollowed();
  const condition = truthOf(reader.expression());
  const body = readBlock(reader);
  if (reader.isNext("elsif")) throw new NotFollowed();
  const otherwise = reader.take("else") ? readBlock(reader) : [];
  return { kind: "if", condition, isNegated, body, otherwise };
}

function readBlock(reader: ExpressionReader): readonly Statement[] {
  reader.expect("{");
  const body = readStatements(reader, undefined);
  reader.expect("}");
  return body;
}

/** What Perl takes for true is its own. */
function truthOf(value: Expression): Expression {
  return { kind: "call", name: "true", words: [value], named: new Map() };
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
  if (reader.isNext("my")) {
    reader.at += 1;
    return readAssignment(reader);
  }
  const token = reader.peek();
  if (token?.kind === "name" && token.text.startsWith("$") && reader.isNext("=", 1)) {
    return readAssignment(reader);
  }
  if (token?.kind === "name" && furtherWords.has(token.text)) throw new NotFollowed();
  const expression: Statement = { kind: "expression", expression: readCall(reader) };
  if (reader.take("for") || reader.take("foreach")) {
    return {
      kind: "for",
      variable: "$_",
      list: readList(reader),
      body: [expression],
      isLocal: true,
    };
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
  // An array takes a list, and would be counted where one value is taken.
  const value = name.startsWith("@") ? readList(reader) : reader.expression();
  const isList = value.kind === "list" || (value.kind === "name" && value.name.startsWith("@"));
  if (!name.startsWith("@") && (isList || (value.kind === "call" && value.name === "glob"))) {
    throw new NotFollowed();
  }
  return { kind: "assign", name, value };
}

function readCondition(reader: ExpressionReader, body: Statement, isNegated: boolean): Statement {
  return { kind: "if", condition: truthOf(reader.expression()), isNegated, body: [body] };
}

/** `qw(a b)`, `glob("*")`, or values in brackets. */
function readList(reader: ExpressionReader): Expression {
  const value = reader.expression();
  const words = value.kind === "list" ? value.items : [value];
  return { kind: "call", name: "list", words, named: new Map() };
}
