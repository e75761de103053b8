import { readFileSync } from "node:fs";
import { decodeBytes } from "../domain/bytes.ts";
import type { Path } from "../domain/world.ts";

/** The whole text of a file of the system's own; undefined where it cannot be read. */
export function readText(path: Path): string | undefined {
  try {
    return decodeBytes(readFileSync(path));
  } catch {
    return undefined;
  }
}
