import { decodeBytes, encodeBytes } from "../../../domain/bytes.ts";
import type { Call } from "../../../domain/program.ts";

/** One entry of a zip archive as `unzip -Z` tells of it. */
export interface ZipEntry {
  readonly type: "file" | "directory" | "link";
  readonly mode: number;
  readonly size: number;
  readonly name: string;
  /** The bytes, or a link's target; undefined where they are too many. */
  readonly text?: string | undefined;
}

/** Most bytes that are looked at. */
const readableBytes = 4_000_000;
const line = /^([-dl?])([-rwxsStT]{9})\s+\S+\s+\S+\s+(\d+)\s+\S+\s+\S+\s+\S+\s+\S+\s(.+)$/;

/** The entries in order; undefined where the archive cannot be read. */
export function readZip(call: Call, path: string): readonly ZipEntry[] | undefined {
  const listed = call.compute("unzip", ["-Z", path]);
  if (listed === undefined || listed.status > 1) return undefined;
  const lines = listed.output.split("\n").slice(2, -2);
  const entries = lines.map(parseLine);
  const known = entries.filter((entry) => entry !== undefined);
  return known.length === entries.length ? withTexts(call, path, known) : undefined;
}

function parseLine(text: string): ZipEntry | undefined {
  const match = line.exec(text);
  if (match === null) return undefined;
  const [, kind, bits = "", size, name = ""] = match;
  const type = name.endsWith("/") ? "directory" : kind === "l" ? "link" : "file";
  return { type, mode: parseBits(bits), size: Number(size), name };
}

/** Permission bits; unzip drops the others. */
function parseBits(bits: string): number {
  return [...bits].reduce(
    (mode, letter, at) => ("rwxst".includes(letter) ? mode | (1 << (8 - at)) : mode),
    0,
  );
}

function withTexts(call: Call, path: string, entries: readonly ZipEntry[]): readonly ZipEntry[] {
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  const printed = total <= readableBytes ? call.compute("unzip", ["-p", path]) : undefined;
  const bytes = printed === undefined ? undefined : encodeBytes(printed.output);
  if (bytes === undefined || bytes.length !== total) return entries;
  let at = 0;
  return entries.map((entry) => {
    const text = decodeBytes(bytes.subarray(at, at + entry.size));
    at += entry.size;
    return { ...entry, text };
  });
}
