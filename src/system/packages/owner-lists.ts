import { checkSum } from "./index-layout.ts";

/** Lists of several owners, each stored once: count, package numbers, check sum. */
export interface OwnerLists {
  /** Where the list lies, made where there is none yet. */
  place(packages: readonly number[]): number;
  bytes(): Buffer;
}

export function makeOwnerLists(): OwnerLists {
  const parts: Buffer[] = [];
  const places = new Map<string, number>();
  let length = 0;
  return {
    place: (packages) => {
      const key = packages.join(" ");
      const known = places.get(key);
      if (known !== undefined) return known;
      const part = listBytes(packages);
      const place = length;
      places.set(key, place);
      parts.push(part);
      length += part.length;
      return place;
    },
    bytes: () => Buffer.concat(parts),
  };
}

function listBytes(packages: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(8 + packages.length * 4);
  bytes.writeUInt32LE(packages.length, 0);
  packages.forEach((number, at) => {
    bytes.writeUInt32LE(number, 4 + at * 4);
  });
  bytes.writeUInt32LE(checkSum(bytes, 0, bytes.length - 4), bytes.length - 4);
  return bytes;
}
