import { findSubscriptEnd } from "./scan-parameter.ts";

/** A token of an arithmetic expression. */
export interface Token {
  readonly kind: "number" | "name" | "operator" | "assignment";
  readonly text: string;
  readonly start: number;
  /** Of a name: what stands between `[` and `]`. */
  readonly subscript?: string;
}

const token =
  /(?<number>[0-9][0-9A-Za-z@_#]*)|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<assignment>(?:\*\*|<<|>>|[-+*/%&^|])=|=(?!=))|(?<operator>\*\*|<<|>>|<=|>=|==|!=|&&|\|\||\+\+|--|\S)/y;

/** Parts an expression into tokens; what bash has no token for becomes an operator it will refuse. */
export function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const read = readToken(text, at, tokens.at(-1)?.kind === "name");
    tokens.push(read.token);
    at = read.end;
  }
  return tokens;
}

/** `++` and `--` belong to a name before or behind them; elsewhere they are two signs. */
function isTwoSigns(text: string, at: number, isAfterName: boolean): boolean {
  if (isAfterName || !/^(?:\+\+|--)/.test(text.slice(at, at + 2))) return false;
  return !/^\s*[A-Za-z_]/.test(text.slice(at + 2));
}

function readToken(
  text: string,
  at: number,
  isAfterName: boolean,
): { readonly token: Token; readonly end: number } {
  if (isTwoSigns(text, at, isAfterName)) {
    return { token: { kind: "operator", text: text.charAt(at), start: at }, end: at + 1 };
  }
  token.lastIndex = at;
  const { number, name, assignment, operator = text.charAt(at) } = token.exec(text)?.groups ?? {};
  if (name !== undefined) return readName(text, at, name);
  const kind =
    number !== undefined ? "number" : assignment !== undefined ? "assignment" : "operator";
  const found = number ?? assignment ?? operator;
  return { token: { kind, text: found, start: at }, end: at + found.length };
}

function readName(
  text: string,
  at: number,
  name: string,
): { readonly token: Token; readonly end: number } {
  const plain = { kind: "name", text: name, start: at } as const;
  const open = at + name.length;
  const close = text[open] === "[" ? findSubscriptEnd(text, open) : undefined;
  if (close === undefined) return { token: plain, end: open };
  return { token: { ...plain, subscript: text.slice(open + 1, close) }, end: close + 1 };
}
