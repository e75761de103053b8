import { decodeBytes, encodeBytes } from "../../domain/bytes.ts";

const named: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  E: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const escapes =
  /\\(?:([abeEfnrtv])|([\\'"?])|([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|c(\\\\|[\s\S]))/g;

/** What the inside of `$'…'` stands for. */
export function decodeAnsiC(inside: string): string {
  if (!inside.includes("\\")) return inside;
  const text = inside.replace(escapes, (...groups: string[]) => {
    const [whole = "", name, itself, octal, hex, short, long, control] = groups;
    if (name !== undefined) return named[name] ?? whole;
    if (itself !== undefined) return itself;
    if (octal !== undefined) return byte(Number.parseInt(octal, 8) & 0xff);
    if (hex !== undefined) return byte(Number.parseInt(hex, 16));
    if (control !== undefined) return controlCharacter(control);
    return codePoint(Number.parseInt(short ?? long ?? "0", 16));
  });
  const end = text.indexOf("\0");
  // Bytes written one by one may together be a character.
  return decodeBytes(encodeBytes(end < 0 ? text : text.slice(0, end)));
}

/** Bytes above ASCII travel as lone surrogates; see domain/bytes.ts. */
function byte(value: number): string {
  return String.fromCharCode(value < 0x80 ? value : 0xdc00 + value);
}

function controlCharacter(text: string): string {
  const code = text.charCodeAt(0);
  return text === "?" ? "\x7f" : byte(String.fromCharCode(code).toUpperCase().charCodeAt(0) & 0x1f);
}

/** Surrogates and numbers beyond Unicode are written by bash as UTF-8 would have them. */
function codePoint(value: number): string {
  if (value <= 0x10ffff && (value < 0xd800 || value > 0xdfff)) return String.fromCodePoint(value);
  if (value > 0x10ffff) return "";
  return [0xe0 | (value >> 12), 0x80 | ((value >> 6) & 0x3f), 0x80 | (value & 0x3f)]
    .map(byte)
    .join("");
}
