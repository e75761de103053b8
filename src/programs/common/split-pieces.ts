import { decodeBytes } from "../../domain/bytes.ts";
import type { Content } from "../../domain/view/files.ts";

/** How split cuts its input. */
export type Cutting =
  | { readonly kind: "lines"; readonly count: number }
  | { readonly kind: "bytes"; readonly count: number }
  | { readonly kind: "line bytes"; readonly count: number }
  /** Into so many files: by bytes, by whole lines, or line by line in turn. */
  | { readonly kind: "chunks"; readonly count: number; readonly by: "bytes" | "lines" | "turns" };

/** The contents of the files that split makes of known bytes. */
export function cutBytes(
  bytes: Uint8Array,
  cutting: Cutting,
  separator: number,
): readonly Content[] {
  const pieces = cut(bytes, cutting, separator);
  return pieces.map((piece) => ({ kind: "text", text: decodeBytes(piece) }));
}

/** The sizes are known even where the bytes are not. */
export function cutSize(size: number, cutting: Cutting): readonly Content[] | undefined {
  const reason = "the input is too long to foresee";
  const piece = (length: number): Content => ({ kind: "unknown", reason, size: length });
  if (cutting.kind === "bytes") {
    const whole = Array.from({ length: Math.floor(size / cutting.count) }, () =>
      piece(cutting.count),
    );
    return size % cutting.count === 0 ? whole : [...whole, piece(size % cutting.count)];
  }
  if (cutting.kind !== "chunks") return undefined;
  return Array.from({ length: cutting.count }, () => ({ kind: "unknown", reason }));
}

function cut(bytes: Uint8Array, cutting: Cutting, separator: number): readonly Uint8Array[] {
  switch (cutting.kind) {
    case "bytes":
      return everyBytes(bytes, cutting.count);
    case "lines":
      return everyLines(lines(bytes, separator), bytes, cutting.count);
    case "line bytes":
      return linesThatFit(lines(bytes, separator), bytes, cutting.count);
    case "chunks":
      return chunks(bytes, cutting, separator);
  }
}

function everyBytes(bytes: Uint8Array, count: number): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += count) pieces.push(bytes.subarray(at, at + count));
  return pieces;
}

/** Where each record ends. */
function lines(bytes: Uint8Array, separator: number): readonly number[] {
  const ends: number[] = [];
  for (let at = bytes.indexOf(separator); at >= 0; at = bytes.indexOf(separator, at + 1))
    ends.push(at + 1);
  if (bytes.length > (ends.at(-1) ?? 0)) ends.push(bytes.length);
  return ends;
}

function everyLines(
  ends: readonly number[],
  bytes: Uint8Array,
  count: number,
): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let start = 0;
  for (let at = count - 1; at < ends.length + count - 1; at += count) {
    const end = ends[Math.min(at, ends.length - 1)] ?? bytes.length;
    pieces.push(bytes.subarray(start, end));
    start = end;
  }
  return pieces;
}

/** Whole lines while they fit; a line longer than a file is cut. */
function linesThatFit(
  ends: readonly number[],
  bytes: Uint8Array,
  count: number,
): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let start = 0;
  while (start < bytes.length) {
    const fitting = ends.findLast((end) => end > start && end <= start + count);
    const end = fitting ?? Math.min(start + count, bytes.length);
    pieces.push(bytes.subarray(start, end));
    start = end;
  }
  return pieces;
}

function chunks(
  bytes: Uint8Array,
  cutting: Extract<Cutting, { kind: "chunks" }>,
  separator: number,
): readonly Uint8Array[] {
  const { count, by } = cutting;
  if (by === "turns") return inTurns(bytes, count, separator);
  const limits = Array.from({ length: count }, (_, at) => chunkEnd(bytes.length, count, at + 1));
  if (by === "bytes") return limits.map((end, at) => bytes.subarray(limits[at - 1] ?? 0, end));
  // A line belongs to the chunk in which it begins.
  const ends = lines(bytes, separator);
  let start = 0;
  return limits.map((limit) => {
    const end = start >= limit ? start : (ends.find((lineEnd) => lineEnd >= limit) ?? bytes.length);
    const piece = bytes.subarray(start, end);
    start = end;
    return piece;
  });
}

/** The last chunk takes the bytes left over. */
function chunkEnd(size: number, count: number, number: number): number {
  return number === count ? size : Math.min(size, Math.max(1, Math.floor(size / count)) * number);
}

function inTurns(bytes: Uint8Array, count: number, separator: number): readonly Uint8Array[] {
  const parts: number[][] = Array.from({ length: count }, () => []);
  let start = 0;
  lines(bytes, separator).forEach((end, at) => {
    for (const byte of bytes.subarray(start, end)) parts[at % count]?.push(byte);
    start = end;
  });
  return parts.map((part) => Uint8Array.from(part));
}
