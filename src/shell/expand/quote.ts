import { encodeBytes } from "../../domain/bytes.ts";
import { isCharacterClass } from "./character-classes.ts";

/** A value quoted as `${x@Q}` does it. */
export function quoteValue(text: string): string {
  if (needsAnsiC(text)) return quoteAnsiC(text);
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** An element quoted as `declare -p` shows it. */
export function quoteElement(text: string): string {
  if (needsAnsiC(text)) return quoteAnsiC(text);
  return `"${text.replace(/[$`"\\]/g, "\\$&")}"`;
}

/** A subscript of an associative array, quoted only where it must be. */
export function quoteKey(text: string): string {
  if (needsAnsiC(text)) return quoteAnsiC(text);
  return text === "" ||
    /[\s'"\\|&;()<>!{}*[\]?^$`]|^[#~]|[=:]~/.test(text) ||
    text === "@" ||
    text === "*"
    ? quoteElement(text)
    : text;
}

function needsAnsiC(text: string): boolean {
  return /[^ -~]/.test(text) && Array.from(text).some((character) => !isPrintable(character));
}

function isPrintable(character: string): boolean {
  return isCharacterClass("print", character);
}

const named: Readonly<Record<string, string>> = {
  "\x07": "\\a",
  "\b": "\\b",
  "\x1b": "\\E",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
  "'": "\\'",
};

function quoteAnsiC(text: string): string {
  const inside = Array.from(text, (character) => {
    const name = named[character];
    if (name !== undefined) return name;
    if (isPrintable(character)) return character;
    return Array.from(
      encodeBytes(character),
      (byte) => `\\${byte.toString(8).padStart(3, "0")}`,
    ).join("");
  });
  return `$'${inside.join("")}'`;
}
