import { decodeBytes } from "../../domain/bytes.ts";
import type { FileType, Path } from "../../domain/world.ts";

/** One member of a package's archive. */
export interface ArchiveMember {
  readonly path: Path;
  readonly type: FileType;
  readonly mode: number;
  readonly owner: string;
  readonly group: string;
}

const types: Readonly<Record<string, FileType>> = {
  "-": "file",
  h: "file",
  d: "directory",
  l: "link",
  p: "fifo",
  b: "block",
  c: "character",
};

const row = /^([-hdlpbc])([-rwxsStT]{9}) (\S+?)\/(\S+) +\d+(?:,\d+)? \S+ \S+ (.*)$/;

/** The members in what `dpkg-deb --contents` (that is `tar -tv`) prints in the C locale. */
export function* parseArchiveListing(text: string): Iterable<ArchiveMember> {
  for (const line of text.split("\n")) {
    const [, letter, bits, owner, group, name] = row.exec(line) ?? [];
    const type = types[letter ?? ""];
    if (type === undefined || bits === undefined || name === undefined) continue;
    if (owner === undefined || group === undefined) continue;
    yield { path: pathOf(name, letter ?? ""), type, mode: parseBits(bits), owner, group };
  }
}

/** `./usr/bin/` as `/usr/bin`, without what a link leads to, tar's escapes undone. */
function pathOf(name: string, letter: string): Path {
  const separator = letter === "l" ? " -> " : letter === "h" ? " link to " : undefined;
  const own = separator === undefined ? name : (name.split(separator)[0] ?? name);
  const path = undoEscapes(own).replace(/^\.?\/*/, "/");
  return path.length > 1 ? path.replace(/\/+$/, "") : path;
}

/** A hole in the escapes would make a name of another file out of one with a backslash. */
function undoEscapes(text: string): string {
  if (!text.includes("\\")) return text;
  const named: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, a: 7, b: 8, f: 12, v: 11 };
  const bytes: number[] = [];
  for (const [part] of text.matchAll(/\\[0-7]{3}|\\.|[^\\]+/gs)) {
    if (!part.startsWith("\\")) bytes.push(...Buffer.from(part));
    else if (part.length === 4) bytes.push(Number.parseInt(part.slice(1), 8));
    else bytes.push(named[part.charAt(1)] ?? part.charCodeAt(1));
  }
  return decodeBytes(Uint8Array.from(bytes));
}

/** `rwsr-x--t` as a number. */
function parseBits(text: string): number {
  let mode = 0;
  [...text].forEach((letter, at) => {
    if (letter !== "-" && letter !== "S" && letter !== "T") mode |= 0o400 >> at;
    if (/[sS]/.test(letter)) mode |= at === 2 ? 0o4000 : 0o2000;
    if (/[tT]/.test(letter)) mode |= 0o1000;
  });
  return mode;
}
