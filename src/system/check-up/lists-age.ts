import { readdirSync, statSync } from "node:fs";
import type { Path } from "../../domain/world.ts";

/** What apt stores of a source; one that is only a folder may be without a Release. */
const list = /_(?:(?:In)?Release|Packages(?:\.\w+)?)$/;

/**
 * Seconds since apt last fetched its lists of packages; undefined where it never did. The directory
 * is written to whenever lists come, even if they are the same as before.
 */
export function readListsAge(directory: Path = "/var/lib/apt/lists"): number | undefined {
  try {
    const hasLists = readdirSync(directory).some((name) => list.test(name));
    if (!hasLists) return undefined;
    const { mtimeMs } =
      statSync(`${directory}/partial`, { throwIfNoEntry: false }) ?? statSync(directory);
    return Math.max(0, (Date.now() - mtimeMs) / 1000);
  } catch {
    return undefined;
  }
}
