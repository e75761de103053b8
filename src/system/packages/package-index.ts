import type { Path } from "../../domain/world.ts";
import { makePrivateDirectory } from "../private-directory.ts";
import { buildIndex } from "./index-builder.ts";
import { bytesSource, openIndexFile, writeIndexFile } from "./index-file.ts";
import { DamagedIndex, type IndexEntry, type IndexReader, openIndex } from "./index-reader.ts";
import type { PackageSource } from "./package-source.ts";

/** Where the index is kept. */
export interface IndexPlace {
  /** Handrail's cache directory; made when there is something to put into it. */
  readonly directory: Path;
  readonly uid: number;
}

export interface PackageIndex {
  readonly isKnown: boolean;
  /** What is stored of a canonical path, one character a byte. */
  find(path: string): IndexEntry | undefined;
}

/** How long an answer may be older than the database, in a program that stays (the screens). */
const trustedFor = 1000;

/**
 * The ownership index of one database: from its file when that fits the database, else made anew
 * (about a third of a second) and written for the next time, or only kept in memory where the
 * cache cannot be written.
 */
export function makePackageIndex(source: PackageSource, place: IndexPlace): PackageIndex {
  const path = `${place.directory}/packages-${source.manager}.index`;
  let reader: IndexReader | undefined;
  let readerStamp: string | undefined;
  let checkedAt = 0;

  function current(): IndexReader | undefined {
    const now = Date.now();
    if (reader !== undefined && Math.abs(now - checkedAt) < trustedFor) return reader;
    checkedAt = now;
    const stamp = source.stamp();
    if (stamp === undefined) return undefined;
    if (reader === undefined || stamp !== readerStamp) reader = fromFile(stamp) ?? rebuild(stamp);
    readerStamp = stamp;
    return reader;
  }

  function fromFile(stamp: string): IndexReader | undefined {
    try {
      const file = openIndexFile(path, place.uid);
      return file && openIndex(file, stamp);
    } catch {
      return undefined;
    }
  }

  function rebuild(stamp: string): IndexReader | undefined {
    const bytes = buildIndex(source, stamp);
    const directory = makePrivateDirectory(place.directory, place.uid);
    if (directory !== undefined) writeIndexFile(path, bytes);
    return openIndex(bytesSource(bytes), stamp);
  }

  return {
    get isKnown() {
      return source.stamp() !== undefined;
    },
    find: (canonical) => {
      try {
        return current()?.find(canonical);
      } catch (error) {
        if (!(error instanceof DamagedIndex) || readerStamp === undefined) throw error;
        reader = rebuild(readerStamp);
        return reader?.find(canonical);
      }
    },
  };
}
