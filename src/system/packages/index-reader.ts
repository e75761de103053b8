import {
  bucketHeadSize,
  checkSum,
  directoryBit,
  entrySize,
  headerAt,
  headerSize,
  listBit,
  magic,
  nobody,
  totalsSize,
  version,
} from "./index-layout.ts";
import { emptyHash, finishHash, hashOn } from "./path-hash.ts";

/** Where an index is read from: a file, or the bytes just made. */
export interface ByteSource {
  readonly length: number;
  /** Exactly `length` bytes from `place`; throws where there are fewer. */
  read(place: number, length: number): Buffer;
}

export interface IndexEntry {
  /** Package names. */
  readonly owners: readonly string[];
  /** Of a file: one of `needs`. */
  readonly need: number;
  /** Of a directory: what lies below. */
  readonly below?: IndexTotals;
}

export interface IndexTotals {
  readonly files: number;
  readonly packages: number;
  readonly requiredFiles: number;
  readonly criticalFiles: number;
}

export interface IndexReader {
  /** What is stored of a canonical path, one character a byte. */
  find(path: string): IndexEntry | undefined;
}

/** Thrown where the bytes cannot be what was written. */
export class DamagedIndex extends Error {}

/** A reader of the index if it was made of the database that `stamp` describes. */
export function openIndex(source: ByteSource, stamp: string): IndexReader | undefined {
  const header = source.length < headerSize ? undefined : source.read(0, headerSize);
  if (header === undefined || !isWhole(header, source)) return undefined;
  const number = (place: number) => header.readUInt32LE(place);
  const storedStamp = source.read(number(headerAt.stampAt), number(headerAt.stampLength));
  if (storedStamp.toString("latin1") !== stamp) return undefined;
  const bucketCount = number(headerAt.bucketCount);
  let names: readonly string[] | undefined;
  const nameOf = (owner: number) => {
    names ??= readNames(source, header);
    return names[owner] ?? "";
  };
  return {
    find: (path) => {
      const entry = findEntry(source, path, bucketCount);
      if (entry === undefined) return undefined;
      const owners = ownersOf(source, entry.readUInt32LE(8), number(headerAt.ownersAt)).map(nameOf);
      const detail = entry.readUInt32LE(12);
      if (detail < directoryBit) return { owners, need: detail };
      const place = number(headerAt.totalsAt) + (detail - directoryBit) * totalsSize;
      return { owners, need: 0, below: readTotals(source, place) };
    },
  };
}

function isWhole(header: Buffer, source: ByteSource): boolean {
  return (
    header.toString("latin1", 0, magic.length) === magic &&
    header.readUInt32LE(headerAt.version) === version &&
    header.readUInt32LE(headerAt.length) === source.length &&
    header.readUInt32LE(headerAt.headerSum) === checkSum(header, 0, headerAt.headerSum)
  );
}

function findEntry(source: ByteSource, path: string, bucketCount: number): Buffer | undefined {
  const hash = hashOn(emptyHash, path === "/" ? "" : path);
  const first = finishHash(hash.first);
  const second = finishHash(hash.second);
  const bucket = readBucket(source, first & (bucketCount - 1));
  for (let at = bucketHeadSize; at + entrySize <= bucket.length; at += entrySize) {
    if (bucket.readUInt32LE(at) === first && bucket.readUInt32LE(at + 4) === second) {
      return bucket.subarray(at, at + entrySize);
    }
  }
  return undefined;
}

function readBucket(source: ByteSource, number: number): Buffer {
  const places = source.read(headerSize + number * 4, 8);
  const start = places.readUInt32LE(0);
  const length = places.readUInt32LE(4) - start;
  if (length < bucketHeadSize || start + length > source.length) throw new DamagedIndex();
  const bucket = source.read(start, length);
  if (bucket.readUInt32LE(0) !== checkSum(bucket, bucketHeadSize)) throw new DamagedIndex();
  return bucket;
}

function ownersOf(source: ByteSource, owner: number, listsAt: number): readonly number[] {
  if (owner === nobody) return [];
  if (owner < listBit) return [owner];
  const place = listsAt + (owner - listBit);
  const count = source.read(place, 4).readUInt32LE(0);
  if (place + count * 4 + 8 > source.length) throw new DamagedIndex();
  const bytes = source.read(place, count * 4 + 8);
  const sumAt = bytes.length - 4;
  if (bytes.readUInt32LE(sumAt) !== checkSum(bytes, 0, sumAt)) throw new DamagedIndex();
  return Array.from({ length: count }, (_, at) => bytes.readUInt32LE(4 + at * 4));
}

function readTotals(source: ByteSource, place: number): IndexTotals {
  const bytes = source.read(place, totalsSize);
  const sumAt = totalsSize - 4;
  if (bytes.readUInt32LE(sumAt) !== checkSum(bytes, 0, sumAt)) throw new DamagedIndex();
  return {
    files: bytes.readUInt32LE(0),
    packages: bytes.readUInt32LE(4),
    requiredFiles: bytes.readUInt32LE(8),
    criticalFiles: bytes.readUInt32LE(12),
  };
}

function readNames(source: ByteSource, header: Buffer): readonly string[] {
  const place = header.readUInt32LE(headerAt.namesAt);
  const bytes = source.read(place, header.readUInt32LE(headerAt.namesLength));
  if (header.readUInt32LE(headerAt.namesSum) !== checkSum(bytes)) throw new DamagedIndex();
  return bytes.toString("latin1").split("\n");
}
