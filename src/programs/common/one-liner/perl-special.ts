import type { ExpressionReader } from "./expression-reader.ts";
import { readQuoted } from "./strings.ts";
import { type Expression, NotFollowed } from "./syntax.ts";

const piece = /\\[\s\S]|\$\{[A-Za-z_]\w*\}|\$[A-Za-z_]\w*(?!\[|\{|->|::|\w)|\$!|[^$@\\]/y;

/** `"…$x…"` as it stands, where it is no more than text and plain variables. */
export function readInterpolated(
  source: string,
  at: number,
): { readonly text: string; readonly length: number; readonly isFormat?: boolean } | undefined {
  const raw = /^"((?:\\[\s\S]|[^"\\])*)"/.exec(source.slice(at))?.[1];
  if (raw === undefined) return undefined;
  if (!/[$@]/.test(raw)) return readQuoted(source, at, {});
  return { text: raw, length: raw.length + 2, isFormat: true };
}

/** The text between double quotes, with what its variables hold. */
export function readText(raw: string): Expression {
  const parts: Expression[] = [];
  for (let at = 0; at < raw.length; ) {
    piece.lastIndex = at;
    const found = piece.exec(raw)?.[0];
    if (found === undefined) throw new NotFollowed();
    at += found.length;
    // The last error's words are not known; only `die` does without.
    if (found === "$!") return { kind: "name", name: "$!" };
    parts.push(found.startsWith("$") ? variable(found) : literal(found));
  }
  return { kind: "format", parts };
}

function variable(found: string): Expression {
  return { kind: "name", name: `$${found.replace(/[${}]/g, "")}` };
}

function literal(found: string): Expression {
  const read = readQuoted(`"${found}"`, 0, {});
  if (read === undefined) throw new NotFollowed();
  return { kind: "value", value: read.text };
}

/** `-e FILE`, `open my $f, …`, `print $f …`, `shift`. */
export function readSpecial(reader: ExpressionReader): Expression | undefined {
  if (reader.take("-")) {
    const name = `-${reader.name()}`;
    const words = [reader.postfix()];
    return { kind: "call", name, words, named: new Map() };
  }
  if (reader.take("open")) return readOpen(reader);
  if (reader.isNext("print")) return readPrint(reader);
  if (reader.isNext("close")) return readClose(reader);
  if (!reader.isNext("shift")) return undefined;
  reader.at += 1;
  if (reader.isNext("(")) throw new NotFollowed();
  reader.take("@ARGV");
  return {
    kind: "call",
    name: "shift",
    words: [{ kind: "name", name: "@ARGV" }],
    named: new Map(),
  };
}

function readOpen(reader: ExpressionReader): Expression {
  const hasBracket = reader.take("(");
  reader.take("my");
  const name = reader.name();
  const words: Expression[] = [];
  while (reader.take(",")) words.push(reader.sum());
  if (hasBracket) reader.expect(")");
  else if (reader.isNext("||") || reader.isNext("&&")) throw new NotFollowed();
  if (name.startsWith("@")) throw new NotFollowed();
  return { kind: "bind", name, value: { kind: "call", name: "open", words, named: new Map() } };
}

/** `print $f "text"`: between the file and what is printed stands no comma. */
function readPrint(reader: ExpressionReader): Expression | undefined {
  const hasBracket = reader.isNext("(", 1);
  const ahead = hasBracket ? 2 : 1;
  const file = reader.peek(ahead);
  const next = reader.peek(ahead + 1);
  const isWord = next?.kind === "text" || (next?.kind === "name" && /^[$@]/.test(next.text));
  if (file?.kind !== "name" || !/^(?:\$\w+|[A-Z]+)$/.test(file.text) || !isWord) return undefined;
  reader.at += ahead + 1;
  const words: Expression[] = [{ kind: "name", name: file.text }];
  do words.push(reader.sum());
  while (reader.take(","));
  if (hasBracket) reader.expect(")");
  else if (reader.isNext("||") || reader.isNext("&&")) throw new NotFollowed();
  return { kind: "call", name: "print to", words, named: new Map() };
}

function readClose(reader: ExpressionReader): Expression {
  reader.at += 1;
  const hasBracket = reader.take("(");
  const words: Expression[] = [{ kind: "name", name: reader.name() }];
  if (hasBracket) reader.expect(")");
  return { kind: "call", name: "close", words, named: new Map() };
}
