import type { Cursor, Quoting } from "./cursor.ts";
import type { Operation, ParameterPart } from "./parts.ts";
import { scanOperation } from "./scan-operation.ts";

/** `$x`, `$1`, `$@`: one name behind the dollar sign; undefined where the sign stands for itself. */
export function scanSimpleParameter(cursor: Cursor): ParameterPart | undefined {
  const name = match(/[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-]/y, cursor.text, cursor.at + 1);
  if (name === "") return undefined;
  const written = `$${name}`;
  cursor.at += written.length;
  return { kind: "parameter", written, name, prefix: "" };
}

/** `${…}`, from its dollar sign to its closing brace. */
export function scanParameter(cursor: Cursor, quoting: Quoting): ParameterPart {
  const start = cursor.at;
  cursor.at += 2;
  const prefix = scanPrefix(cursor);
  const name = match(nameOrSpecial, cursor.text, cursor.at);
  cursor.at += name.length;
  const subscript =
    cursor.dialect === "bash" && isVariable(name) ? scanSubscript(cursor) : undefined;
  const operation: Operation | undefined =
    name === ""
      ? scanBad(cursor)
      : scanOperation(cursor, quoting, prefix === "!" && subscript === undefined);
  cursor.at += 1;
  return {
    kind: "parameter",
    written: cursor.text.slice(start, cursor.at),
    name,
    prefix,
    ...(subscript === undefined ? {} : { subscript }),
    ...(operation === undefined ? {} : { operation }),
  };
}

const nameOrSpecial = /[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-]/y;

/** `#` and `!` are prefixes only where a parameter comes after them. */
function scanPrefix(cursor: Cursor): "" | "#" | "!" {
  const rest = cursor.text.slice(cursor.at, cursor.at + 400);
  if (/^#(?:[A-Za-z_0-9]|[@*#?$!-]\})/.test(rest)) {
    cursor.at += 1;
    return "#";
  }
  if (cursor.dialect === "bash" && /^!(?:[A-Za-z_0-9]|[@*#?$!-][^=?+-]|[@*#?$!]\})/.test(rest)) {
    cursor.at += 1;
    return "!";
  }
  return "";
}

function isVariable(name: string): boolean {
  return /^[A-Za-z_]/.test(name);
}

function scanSubscript(cursor: Cursor): string | undefined {
  if (cursor.text[cursor.at] !== "[") return undefined;
  const end = findSubscriptEnd(cursor.text, cursor.at);
  if (end === undefined) return undefined;
  const subscript = cursor.text.slice(cursor.at + 1, end);
  cursor.at = end + 1;
  return subscript;
}

/** The `]` that closes the `[` at `at`; quotes and brackets inside are passed over. */
export function findSubscriptEnd(text: string, at: number): number | undefined {
  let depth = 0;
  let quote = "";
  for (let end = at; end < text.length; end += 1) {
    const character = text[end] ?? "";
    if (character === "\\" && quote !== "'") end += 1;
    else if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === "'" || character === '"' || character === "`") quote = character;
    else if (character === "[") depth += 1;
    else if (character === "]") {
      depth -= 1;
      if (depth === 0) return end;
    }
  }
  return undefined;
}

/** Passes over whatever stands in braces that have no parameter. */
function scanBad(cursor: Cursor): Operation {
  let depth = 0;
  for (; cursor.at < cursor.text.length; cursor.at += 1) {
    const character = cursor.text[cursor.at];
    if (character === "{") depth += 1;
    else if (character === "}" && depth === 0) break;
    else if (character === "}") depth -= 1;
  }
  return { kind: "bad" };
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}
