import { checkSum, headerAt, headerSize, magic, version } from "./index-layout.ts";

export interface IndexParts {
  readonly stamp: string;
  readonly names: readonly string[];
  readonly buckets: readonly Buffer[];
  readonly owners: Buffer;
  readonly totals: Buffer;
}

/** Puts the parts one after the other behind a header that says where each lies. */
export function writeIndex({ stamp, names, buckets, owners, totals }: IndexParts): Buffer {
  const tableSize = (buckets.length + 1) * 4;
  const ownersAt = headerSize + tableSize + buckets.reduce((sum, { length }) => sum + length, 0);
  const totalsAt = ownersAt + owners.length;
  const nameBytes = Buffer.from(names.join("\n"), "latin1");
  const stampBytes = Buffer.from(stamp, "latin1");
  const namesAt = totalsAt + totals.length;
  const stampAt = namesAt + nameBytes.length;
  const header = Buffer.alloc(headerSize);
  header.write(magic, "latin1");
  const set = (place: number, value: number) => header.writeUInt32LE(value, place);
  set(headerAt.version, version);
  set(headerAt.length, stampAt + stampBytes.length);
  set(headerAt.bucketCount, buckets.length);
  set(headerAt.ownersAt, ownersAt);
  set(headerAt.totalsAt, totalsAt);
  set(headerAt.namesAt, namesAt);
  set(headerAt.namesLength, nameBytes.length);
  set(headerAt.namesSum, checkSum(nameBytes));
  set(headerAt.stampAt, stampAt);
  set(headerAt.stampLength, stampBytes.length);
  set(headerAt.stampSum, checkSum(stampBytes));
  set(headerAt.headerSum, checkSum(header, 0, headerAt.headerSum));
  const table = tableOf(buckets, headerSize + tableSize);
  return Buffer.concat([header, table, ...buckets, owners, totals, nameBytes, stampBytes]);
}

/** Where each bucket starts, and where the last one ends. */
function tableOf(buckets: readonly Buffer[], start: number): Buffer {
  const table = Buffer.allocUnsafe((buckets.length + 1) * 4);
  let place = start;
  buckets.forEach((bucket, at) => {
    table.writeUInt32LE(place, at * 4);
    place += bucket.length;
  });
  table.writeUInt32LE(place, buckets.length * 4);
  return table;
}
