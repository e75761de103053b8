import { decodeAnsiC } from "./ansi-c.ts";
import { type Cursor, makeCursor, PartList, type Quoting } from "./cursor.ts";
import type { Part } from "./parts.ts";
import { scanParameter, scanSimpleParameter } from "./scan-parameter.ts";
import type { Substitution, Substitutions } from "./substitutions.ts";

/** Reads the text of a word into parts. */
export function scanWord(
  text: string,
  substitutions: Substitutions,
  dialect: "bash" | "sh",
  quoting: Quoting = "bare",
): readonly Part[] {
  return scanParts(makeCursor(text, substitutions, dialect), quoting, "");
}

/** Reads parts up to one of the characters of `ends` that is not quoted, or to the end. */
export function scanParts(cursor: Cursor, quoting: Quoting, ends: string): readonly Part[] {
  const list = new PartList();
  while (cursor.at < cursor.text.length) {
    const character = cursor.text[cursor.at] ?? "";
    if (ends.includes(character)) break;
    if (!scanSpecial(cursor, quoting, ends, list)) scanPlain(cursor, quoting, list);
  }
  return list.parts;
}

/** Runs in which no character is special and none can end the parts. */
const plainRuns: Readonly<Record<Quoting, RegExp>> = {
  bare: /[^\\'"$`<>}/:]+/y,
  double: /[^\\"$`}/:]+/y,
  nested: /[^\\"$`}/:]+/y,
  document: /[^\\"$`}/:]+/y,
  arithmetic: /[^\\"$`}/:]+/y,
};

function scanPlain(cursor: Cursor, quoting: Quoting, list: PartList): void {
  const run = plainRuns[quoting];
  run.lastIndex = cursor.at;
  const matched = run.exec(cursor.text)?.[0] ?? "";
  const text = matched === "" ? cursor.text.charAt(cursor.at) : matched;
  cursor.at += text.length;
  list.addText(text, quoting !== "bare");
}

/** Reads what begins with a special character; false where it stands for itself. */
function scanSpecial(cursor: Cursor, quoting: Quoting, ends: string, list: PartList): boolean {
  switch (cursor.text[cursor.at]) {
    case "\\":
      return scanBackslash(cursor, quoting, ends, list);
    case "'":
      return quoting === "bare" && scanSingleQuotes(cursor, list);
    case '"':
      return scanDoubleQuotes(cursor, quoting, ends, list);
    case "$":
      return scanDollar(cursor, quoting, list);
    case "`":
      return scanSubstitution(cursor, quoting, list);
    case "<":
    case ">":
      return (
        quoting === "bare" && cursor.dialect === "bash" && scanSubstitution(cursor, quoting, list)
      );
    default:
      return false;
  }
}

function scanBackslash(cursor: Cursor, quoting: Quoting, ends: string, list: PartList): boolean {
  const next = cursor.text.codePointAt(cursor.at + 1);
  if (next === undefined) return false;
  const character = String.fromCodePoint(next);
  if (quoting !== "bare" && !isEscapable(character, quoting, ends)) return false;
  cursor.at += 1 + character.length;
  if (character !== "\n") list.addText(character, true);
  return true;
}

function isEscapable(character: string, quoting: Quoting, ends: string): boolean {
  if (quoting === "nested") return true;
  if ("$`\\\n".includes(character)) return true;
  if (character === '"') return quoting !== "document" || ends !== "";
  return character === "}" && ends.includes("}");
}

function scanSingleQuotes(cursor: Cursor, list: PartList): boolean {
  const end = closing(cursor.text, "'", cursor.at + 1);
  list.addText(cursor.text.slice(cursor.at + 1, end), true);
  cursor.at = end + 1;
  return true;
}

function closing(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end;
}

function scanDoubleQuotes(cursor: Cursor, quoting: Quoting, ends: string, list: PartList): boolean {
  if (quoting === "document" && ends === "") return false;
  cursor.at += 1;
  // In arithmetic, quotes are taken off and mean nothing.
  if (quoting === "arithmetic") return true;
  const isNested = quoting !== "bare" && cursor.dialect === "bash";
  list.add({
    kind: "quotes",
    parts: scanParts(cursor, isNested ? "nested" : "double", '"'),
  });
  cursor.at += 1;
  return true;
}

function scanDollar(cursor: Cursor, quoting: Quoting, list: PartList): boolean {
  const next = cursor.text[cursor.at + 1] ?? "";
  if (next === "{") {
    list.add(scanParameter(cursor, quoting));
    return true;
  }
  if (next === "(" || (next === "[" && cursor.dialect === "bash")) {
    return scanSubstitution(cursor, quoting, list);
  }
  if (quoting === "bare" && cursor.dialect === "bash" && (next === "'" || next === '"')) {
    cursor.at += 1;
    return next === "'" ? scanAnsiC(cursor, list) : scanDoubleQuotes(cursor, quoting, "", list);
  }
  const part = scanSimpleParameter(cursor);
  if (part !== undefined) list.add(part);
  return part !== undefined;
}

function scanAnsiC(cursor: Cursor, list: PartList): boolean {
  const match = /'((?:[^'\\]|\\[\s\S])*)'?/y;
  match.lastIndex = cursor.at;
  const found = match.exec(cursor.text);
  list.addText(decodeAnsiC(found?.[1] ?? ""), true);
  cursor.at += found?.[0].length ?? 1;
  return true;
}

function scanSubstitution(cursor: Cursor, quoting: Quoting, list: PartList): boolean {
  const found = cursor.substitutions.read(cursor.text, cursor.at, quoting !== "bare");
  if (found === undefined) return false;
  cursor.at += found.length;
  list.add(asPart(found));
  return true;
}

function asPart(found: Substitution): Part {
  if (found.kind === "arithmetic") return { kind: "arithmetic", inside: found.inside };
  if (found.kind === "command") return { kind: "command", script: found.script };
  return { kind: "process", operator: found.operator, script: found.script };
}
