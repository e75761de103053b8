import type { TreeDirectory } from "./directory-tree.ts";
import { checkSum, needs, totalsSize } from "./index-layout.ts";

/** Counts of what lies at or below each directory. */
export interface Totals {
  addFile(directory: number, packages: readonly number[], need: number): void;
  /** One record for each directory. */
  bytes(): Buffer;
}

interface Count {
  files: number;
  readonly packages: Set<number>;
  required: number;
  critical: number;
}

export function makeTotals(directories: readonly TreeDirectory[]): Totals {
  const counts = directories.map(
    (): Count => ({ files: 0, packages: new Set(), required: 0, critical: 0 }),
  );
  return {
    addFile: (directory, packages, need) => {
      const count = counts[directory];
      if (count === undefined) return;
      count.files += 1;
      for (const owner of packages) count.packages.add(owner);
      if (need >= needs.required) count.required += 1;
      if (need >= needs.critical) count.critical += 1;
    },
    bytes: () => {
      addUp(directories, counts);
      return Buffer.concat(counts.map(recordOf));
    },
  };
}

/** A directory always has a higher number than its parent, so one pass from the end does. */
function addUp(directories: readonly TreeDirectory[], counts: readonly Count[]): void {
  for (let number = directories.length - 1; number > 0; number -= 1) {
    const count = counts[number];
    const parent = counts[directories[number]?.parent?.number ?? 0];
    if (count === undefined || parent === undefined) continue;
    parent.files += count.files;
    parent.required += count.required;
    parent.critical += count.critical;
    for (const owner of count.packages) parent.packages.add(owner);
  }
}

function recordOf(count: Count): Buffer {
  const bytes = Buffer.allocUnsafe(totalsSize);
  bytes.writeUInt32LE(count.files, 0);
  bytes.writeUInt32LE(count.packages.size, 4);
  bytes.writeUInt32LE(count.required, 8);
  bytes.writeUInt32LE(count.critical, 12);
  bytes.writeUInt32LE(checkSum(bytes, 0, totalsSize - 4), totalsSize - 4);
  return bytes;
}
