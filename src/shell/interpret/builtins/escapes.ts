import { decodeBytes } from "../../../domain/bytes.ts";

/** Text whose backslash escapes were read; `\c` stops everything after it. */
export interface Unescaped {
  readonly text: string;
  readonly isStopped: boolean;
}

const simple: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  E: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};

/**
 * Reads escapes as `echo -e` (octal only as `\0nnn`), as the format of `printf` (octal as `\nnn`,
 * quotes escaped), or as `%b` (both octal forms).
 */
export function readEscapes(text: string, style: "echo" | "format" | "percent-b"): Unescaped {
  const pieces: string[] = [];
  const bytes: number[] = [];
  const flush = (): void => {
    if (bytes.length > 0) pieces.push(decodeBytes(Uint8Array.from(bytes.splice(0))));
  };
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    if (character !== "\\" || at === text.length - 1) {
      flush();
      pieces.push(character);
      at += 1;
      continue;
    }
    const found = readOne(text, at + 1, style);
    if (found.stops === true) {
      flush();
      return { text: pieces.join(""), isStopped: true };
    }
    if (found.byte === undefined) {
      flush();
      pieces.push(found.text);
    } else bytes.push(found.byte);
    at += 1 + found.length;
  }
  flush();
  return { text: pieces.join(""), isStopped: false };
}

interface Escape {
  readonly text: string;
  readonly byte?: number;
  readonly length: number;
  readonly stops?: boolean;
}

/** Reads the escape whose letter stands at `at`. */
function readOne(text: string, at: number, style: "echo" | "format" | "percent-b"): Escape {
  const letter = text.charAt(at);
  const rest = text.slice(at);
  if (letter === "c" && style !== "format") return { text: "", length: 1, stops: true };
  const known = simple[letter];
  if (known !== undefined) return { text: known, length: 1 };
  const octal = octalPattern(style).exec(rest)?.[0];
  if (octal !== undefined) return byteEscape(Number.parseInt(octal, 8), octal.length);
  const hexadecimal = /^x([0-9A-Fa-f]{1,2})/.exec(rest);
  if (hexadecimal?.[1] !== undefined) {
    return byteEscape(Number.parseInt(hexadecimal[1], 16), hexadecimal[0].length);
  }
  const unicode = /^(?:u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8}))/.exec(rest);
  if (unicode !== null) {
    const code = Number.parseInt(unicode[1] ?? unicode[2] ?? "0", 16);
    return { text: code > 0x10ffff ? "" : String.fromCodePoint(code), length: unicode[0].length };
  }
  if (style !== "echo" && (letter === '"' || letter === "'")) return { text: letter, length: 1 };
  return { text: `\\${letter}`, length: 1 };
}

function byteEscape(value: number, length: number): Escape {
  return { text: "", byte: value & 0xff, length };
}

function octalPattern(style: "echo" | "format" | "percent-b"): RegExp {
  if (style === "echo") return /^0[0-7]{0,3}/;
  return style === "format" ? /^[0-7]{1,3}/ : /^(?:0[0-7]{0,3}|[1-7][0-7]{0,2})/;
}
