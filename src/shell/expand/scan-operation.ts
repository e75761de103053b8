import { type Cursor, makeCursor, type Quoting } from "./cursor.ts";
import type { Operation, Part } from "./parts.ts";
import type { Replaced } from "./pattern-edit.ts";
import { scanParts } from "./scan-word.ts";
import { takeOffQuotes } from "./take-off-quotes.ts";

/** Reads what comes after the parameter inside `${…}`, up to the closing brace. */
export function scanOperation(
  cursor: Cursor,
  quoting: Quoting,
  canBeNames: boolean,
): Operation | undefined {
  const rest = cursor.text.slice(cursor.at, cursor.at + 3);
  if (rest.startsWith("}")) return undefined;
  const isBash = cursor.dialect === "bash";
  if (/^:?[-=?+]/.test(rest)) return scanDefault(cursor, quoting);
  if (/^[#%]/.test(rest)) return scanRemove(cursor);
  if (isBash && canBeNames && /^[*@]\}/.test(rest)) {
    cursor.at += 1;
    return { kind: "names", isStar: rest.startsWith("*") };
  }
  if (isBash && rest.startsWith(":")) return scanSlice(cursor);
  if (isBash && rest.startsWith("/")) return scanReplace(cursor);
  if (isBash && /^[\^,~]/.test(rest)) return scanCase(cursor);
  if (isBash && /^@[A-Za-z]\}/.test(rest)) {
    cursor.at += 2;
    return { kind: "transform", letter: rest.charAt(1) };
  }
  scanParts(cursor, quoting, "}");
  return { kind: "bad" };
}

function take(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const text = pattern.exec(cursor.text)?.[0] ?? "";
  cursor.at += text.length;
  return text;
}

function scanDefault(cursor: Cursor, quoting: Quoting): Operation {
  const isColon = take(cursor, /:/y) !== "";
  const operator = take(cursor, /[-=?+]/y);
  const operand = scanOperand(cursor, quoting);
  return { kind: "default", operator: asOperator(operator), isColon, operand };
}

/**
 * Inside double quotes, bash first takes quotes off the operand and only then expands it, so that
 * `"${x:+"$s"b}"` means `$sb`.
 */
function scanOperand(cursor: Cursor, quoting: Quoting): readonly Part[] {
  if (quoting === "bare") return scanParts(cursor, quoting, "}");
  const start = cursor.at;
  const parts = scanParts(cursor, quoting === "nested" ? "double" : quoting, "}");
  const written = cursor.text.slice(start, cursor.at);
  if (cursor.dialect === "sh" || !written.includes('"')) return parts;
  const inner = makeCursor(takeOffQuotes(written), cursor.substitutions, cursor.dialect);
  return scanParts(inner, "double", "");
}

function asOperator(text: string): "-" | "=" | "?" | "+" {
  return text === "=" || text === "?" || text === "+" ? text : "-";
}

/** Quotes in a pattern mean what they mean outside of double quotes. */
function scanRemove(cursor: Cursor): Operation {
  const operator = take(cursor, /##?|%%?/y);
  return {
    kind: "remove",
    side: operator.startsWith("#") ? "start" : "end",
    isLongest: operator.length === 2,
    pattern: scanParts(cursor, "bare", "}"),
  };
}

const replacedBy: Readonly<Record<string, Replaced>> = { "/": "all", "#": "start", "%": "end" };

function scanReplace(cursor: Cursor): Operation {
  cursor.at += 1;
  const mark = take(cursor, /[/#%]/y);
  // Behind the two slashes that replace everywhere, a third one is the pattern's first character.
  const slash = mark === "/" ? take(cursor, /\//y) : "";
  const rest = scanParts(cursor, "bare", "/}");
  const pattern = slash === "" ? rest : [literal(slash), ...rest];
  const hasReplacement = take(cursor, /\//y) !== "";
  return {
    kind: "replace",
    which: replacedBy[mark] ?? "first",
    pattern,
    replacement: hasReplacement ? scanParts(cursor, "bare", "}") : [],
  };
}

function literal(text: string): Part {
  return { kind: "text", text, isQuoted: true };
}

function scanCase(cursor: Cursor): Operation {
  const operator = take(cursor, /\^\^?|,,?|~~?/y);
  const changes: Readonly<Record<string, "upper" | "lower" | "toggle">> = {
    "^": "upper",
    ",": "lower",
  };
  return {
    kind: "case",
    change: changes[operator.charAt(0)] ?? "toggle",
    isAll: operator.length === 2,
    pattern: scanParts(cursor, "bare", "}"),
  };
}

function scanSlice(cursor: Cursor): Operation {
  cursor.at += 1;
  if (cursor.text[cursor.at] === "}") return { kind: "bad" };
  const offset = scanExpression(cursor);
  if (cursor.text[cursor.at] !== ":") return { kind: "slice", offset };
  cursor.at += 1;
  const start = cursor.at;
  scanParts(cursor, "arithmetic", "}");
  return { kind: "slice", offset, length: cursor.text.slice(start, cursor.at) };
}

/** An arithmetic expression up to a `:` that belongs to no `?` and stands in no parentheses. */
function scanExpression(cursor: Cursor): string {
  const start = cursor.at;
  for (;;) {
    const parts = scanParts(cursor, "arithmetic", ":}");
    const text = cursor.text.slice(start, cursor.at);
    if (cursor.text[cursor.at] !== ":" || !isOpen(parts, text)) return text;
    cursor.at += 1;
  }
}

function isOpen(parts: readonly Part[], text: string): boolean {
  const count = (mark: string): number => text.split(mark).length - 1;
  return parts.length > 0 && (count("(") > count(")") || count("?") > count(":"));
}
