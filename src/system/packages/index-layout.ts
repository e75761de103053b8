/**
 * The ownership index on disk, little-endian throughout:
 *
 * header · bucket table · buckets of entries · owner lists · directory totals · names · stamp
 *
 * A lookup reads two places of the bucket table and one bucket. Every part carries a check sum, so
 * that a damaged file is noticed where it is read and made anew.
 */
export const magic = "HANDRAIL";

/** Raised with every change of the layout or of what is stored. */
export const version = 2;

export const headerSize = 64;

/** Places of the header's numbers. */
export const headerAt = {
  version: 8,
  length: 12,
  bucketCount: 16,
  ownersAt: 20,
  totalsAt: 24,
  namesAt: 28,
  namesLength: 32,
  namesSum: 36,
  stampAt: 40,
  stampLength: 44,
  stampSum: 48,
  /** Of everything before it. */
  headerSum: 60,
} as const;

/** first hash, second hash, owner, detail */
export const entrySize = 16;

/** A bucket begins with its check sum. */
export const bucketHeadSize = 4;

/** files, packages, required files, critical files, check sum */
export const totalsSize = 20;

/** Owner of an entry: a package's number, a place in the owner lists, or nobody. */
export const listBit = 0x80000000;
export const nobody = 0x7fffffff;

/** Detail of an entry: the number of a directory's totals, or how much a file is needed. */
export const directoryBit = 0x80000000;
export const needs = { none: 0, required: 1, critical: 2 } as const;

/** A check sum over bytes, four at a time where there are four. */
export function checkSum(bytes: Buffer, from = 0, to = bytes.length): number {
  let sum = 0x5bd1e995 ^ (to - from);
  let at = from;
  for (; at + 4 <= to; at += 4) sum = Math.imul(sum ^ bytes.readInt32LE(at), 0x01000193) + 1;
  for (; at < to; at += 1) sum = Math.imul(sum ^ (bytes[at] ?? 0), 0x01000193) + 1;
  return (sum ^ (sum >>> 15)) >>> 0;
}
