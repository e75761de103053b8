import type { FileType } from "../../../domain/world.ts";

/** One member of an archive as `tar -tv --utc --full-time --quoting-style=c` tells of it. */
export interface Member {
  readonly type: FileType | "hard link" | "other";
  readonly mode: number;
  /** Names or numbers as listed. */
  readonly user: string;
  readonly group: string;
  readonly size: number;
  readonly deviceNumber: number;
  /** Seconds. */
  readonly modified: number;
  readonly name: string;
  /** What a symbolic or hard link leads to. */
  readonly target: string;
}

const line =
  /^(.)([-rwxsStT]{9})\S?\s+([^\s/]+)\/(\S+)\s+(\d+)(?:,(\d+))?\s+(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?) ("(?:[^"\\]|\\.)*")\/?(?:(?: -> | link to )("(?:[^"\\]|\\.)*"))?$/;

const types: Readonly<Record<string, Member["type"]>> = {
  "-": "file",
  C: "file",
  d: "directory",
  l: "link",
  h: "hard link",
  p: "fifo",
  b: "block",
  c: "character",
};

/** Reads a listing; undefined where a line is not as expected. */
export function parseListing(text: string): readonly Member[] | undefined {
  const members: Member[] = [];
  for (const one of text.split("\n")) {
    if (one === "") continue;
    const member = parseLine(one);
    if (member === undefined) return undefined;
    members.push(member);
  }
  return members;
}

function parseLine(text: string): Member | undefined {
  const match = line.exec(text);
  if (match === null) return undefined;
  const [
    ,
    type = "",
    bits = "",
    user = "",
    group = "",
    size = "0",
    minor,
    date,
    time,
    name = '""',
    target = '""',
  ] = match;
  const isDevice = minor !== undefined;
  const named = unquote(name);
  return {
    type: types[type] ?? "other",
    mode: parseBits(bits),
    user,
    group,
    size: isDevice ? 0 : Number(size),
    deviceNumber: isDevice ? Number(size) * 256 + Number(minor) : 0,
    modified: Date.parse(`${date}T${time?.slice(0, 12)}Z`) / 1000,
    name: named,
    target: unquote(target),
  };
}

/** `rwsr-xr-t` as a number. */
function parseBits(bits: string): number {
  let mode = 0;
  [...bits].forEach((letter, at) => {
    const bit = 1 << (8 - at);
    if ("rwxst".includes(letter)) mode |= bit;
    if ("sStT".includes(letter)) mode |= at === 2 ? 0o4000 : at === 5 ? 0o2000 : 0o1000;
  });
  return mode;
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** A string of C; bytes that are no UTF-8 come as octal escapes. */
function unquote(quoted: string): string {
  const inner = quoted.slice(1, -1);
  if (!inner.includes("\\")) return inner;
  return inner.replace(/\\([0-7]{3}|.)/g, (_whole, escaped: string) => {
    if (!/^[0-7]{3}$/.test(escaped)) {
      const code = escapes[escaped];
      return code === undefined ? escaped : String.fromCharCode(code);
    }
    const byte = Number.parseInt(escaped, 8);
    return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte);
  });
}
