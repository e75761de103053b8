import { readdirSync } from "node:fs";
import type { Path } from "../domain/world.ts";
import { readStatus } from "../journal/path-state.ts";
import { nodePath, textOfName } from "../system/node-path.ts";

/** The first path at or below a directory whose change time is later, in nanoseconds. */
export function findChangedSince(directory: Path, time: bigint): Path | undefined {
  for (const entry of readdirSync(nodePath(directory), {
    withFileTypes: true,
    encoding: "buffer",
  })) {
    const path = `${directory}/${textOfName(entry.name)}`;
    if ((readStatus(path)?.ctimeNs ?? 0n) > time) return path;
    const within = entry.isDirectory() ? findChangedSince(path, time) : undefined;
    if (within !== undefined) return within;
  }
  return undefined;
}
