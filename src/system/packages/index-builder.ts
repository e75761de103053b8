import { isCriticalPackage } from "./critical-packages.ts";
import { makeTotals, type Totals } from "./directory-totals.ts";
import { type DirectoryTree, makeDirectoryTree } from "./directory-tree.ts";
import { fallbackBit, listFiles, type Rows } from "./index-entries.ts";
import {
  bucketHeadSize,
  checkSum,
  directoryBit,
  entrySize,
  listBit,
  needs,
  nobody,
} from "./index-layout.ts";
import { writeIndex } from "./index-writer.ts";
import { makeOwnerLists, type OwnerLists } from "./owner-lists.ts";
import type { PackageSource } from "./package-source.ts";
import { finishHash } from "./path-hash.ts";
import { requiredPackages } from "./required-packages.ts";

/** The ownership index of a package database, ready to be written to a file or used as it is. */
export function buildIndex(
  source: PackageSource,
  stamp: string,
  tree = makeDirectoryTree(),
): Buffer {
  const listing = listFiles(source, tree);
  const required = requiredPackages(source.packages(), listing.seeds);
  const maker: Maker = {
    rows: listing.rows,
    tree,
    need: listing.names.map((name) => needOf(name, required)),
    directoryNumbers: directoriesByHash(tree),
    totals: makeTotals(tree.directories),
    owners: makeOwnerLists(),
  };
  const buckets = bucketsOf(listing.rows);
  const parts = buckets.map((rows) => bucketOf(rows, maker));
  return writeIndex({
    stamp,
    names: listing.names,
    buckets: parts,
    owners: maker.owners.bytes(),
    totals: maker.totals.bytes(),
  });
}

interface Maker {
  readonly rows: Rows;
  readonly tree: DirectoryTree;
  /** By package number: how much its working files are needed. */
  readonly need: readonly number[];
  readonly directoryNumbers: ReadonlyMap<number, number>;
  readonly totals: Totals;
  readonly owners: OwnerLists;
}

function needOf(name: string, required: ReadonlySet<string>): number {
  if (isCriticalPackage(name)) return needs.critical;
  return required.has(name) ? needs.required : needs.none;
}

function directoriesByHash(tree: DirectoryTree): ReadonlyMap<number, number> {
  return new Map(
    tree.directories.map(({ hash, number }) => [
      keyOf(finishHash(hash.first), finishHash(hash.second)),
      number,
    ]),
  );
}

/** Both hashes as one number below 2^53: 32 bits of one and 21 of the other. */
function keyOf(first: number, second: number): number {
  return first * 2 ** 21 + (second >>> 11);
}

/** Row numbers by bucket, about sixteen rows each. */
function bucketsOf(rows: Rows): readonly (readonly number[])[] {
  const bucketCount = 2 ** Math.max(4, Math.ceil(Math.log2(rows.count / 16)));
  const buckets: number[][] = Array.from({ length: bucketCount }, () => []);
  for (let row = 0; row < rows.count; row += 1) {
    buckets[(rows.first[row] ?? 0) & (bucketCount - 1)]?.push(row);
  }
  return buckets;
}

/** Rows of one bucket brought together by path, as bytes. */
function bucketOf(bucket: readonly number[], maker: Maker): Buffer {
  const groups = groupByPath(bucket, maker.rows);
  const bytes = Buffer.allocUnsafe(bucketHeadSize + groups.length * entrySize);
  groups.forEach((group, at) => {
    writeEntry(bytes, bucketHeadSize + at * entrySize, group, maker);
  });
  bytes.writeUInt32LE(checkSum(bytes, bucketHeadSize), 0);
  return bytes;
}

function groupByPath(bucket: readonly number[], rows: Rows): readonly (readonly number[])[] {
  const groups: number[][] = [];
  for (const row of bucket) {
    const group = groups.find(([other = 0]) => isSamePath(rows, row, other));
    if (group === undefined) groups.push([row]);
    else group.push(row);
  }
  return groups;
}

function isSamePath(rows: Rows, row: number, other: number): boolean {
  return rows.second[row] === rows.second[other] && rows.first[row] === rows.first[other];
}

function writeEntry(bytes: Buffer, at: number, group: readonly number[], maker: Maker): void {
  const { rows, owners, totals, directoryNumbers } = maker;
  const row = group[0] ?? 0;
  const first = rows.first[row] ?? 0;
  const second = rows.second[row] ?? 0;
  const packages = ownersOf(group, rows);
  const directory = directoryNumbers.get(keyOf(first, second));
  let detail: number;
  if (directory !== undefined) detail = (directory | directoryBit) >>> 0;
  else {
    const parent = rows.directory[row] ?? 0;
    detail = needOfFile(packages, parent, maker);
    totals.addFile(parent, packages, detail);
  }
  bytes.writeUInt32LE(first, at);
  bytes.writeUInt32LE(second, at + 4);
  bytes.writeUInt32LE(ownerField(packages, owners), at + 8);
  bytes.writeUInt32LE(detail, at + 12);
}

/** Package numbers; fallback ones only where there are no others. */
function ownersOf(group: readonly number[], rows: Rows): readonly number[] {
  const [only = 0] = group;
  if (group.length === 1) return realOwner(rows.owner[only] ?? nobody);
  const all = new Set(group.map((row) => rows.owner[row] ?? nobody));
  all.delete(nobody);
  const real = [...all].filter((owner) => owner < fallbackBit);
  return real.length > 0 ? real : [...all].map((owner) => (owner & ~fallbackBit) >>> 0);
}

function realOwner(owner: number): readonly number[] {
  return owner === nobody ? [] : [(owner & ~fallbackBit) >>> 0];
}

function ownerField(packages: readonly number[], owners: OwnerLists): number {
  const [only = nobody] = packages;
  return packages.length > 1 ? (owners.place(packages) | listBit) >>> 0 : only;
}

/** Nothing stops working without documentation; programs and libraries matter most. */
function needOfFile(packages: readonly number[], parent: number, maker: Maker): number {
  const area = maker.tree.directories[parent]?.area ?? "idle";
  if (area === "idle") return needs.none;
  let need: number = needs.none;
  for (const owner of packages) need = Math.max(need, maker.need[owner] ?? needs.none);
  return area === "programs" ? need : Math.min(need, needs.required);
}
