import { readFileSync, statSync } from "node:fs";
import type { Path } from "../../domain/world.ts";

/** Changes whenever the file, or the directory's list of names, does; empty where there is none. */
export function stampOfFile(path: Path): string {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? "" : `${stats.ino}:${stats.mtimeNs}:${stats.size}`;
}

/** One character a byte: names need not be UTF-8, and it is the fastest decoding there is. */
export function readText(path: Path): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
