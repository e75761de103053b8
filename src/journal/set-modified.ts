import { lutimesSync } from "node:fs";
import type { Path } from "../domain/world.ts";
import { nodePath } from "../system/node-path.ts";
import { readStatus } from "./path-state.ts";
import { runWithList } from "./run-helper.ts";

export interface WantedTime {
  readonly path: Path;
  /** Nanoseconds since 1970. */
  readonly modified: bigint;
  /** The path's name in a program that is handed open directories. */
  readonly handed?: Path;
}

/**
 * Sets modification times to the nanosecond, links not followed. Node's own call knows
 * microseconds and no time before 1970, so the rest is left to touch(1), started once for all.
 * Gives the paths whose time could not be set. Files that are `passed` are open in it from descriptor 3 on.
 */
export function setModified(
  wanted: readonly WantedTime[],
  passed: readonly number[] = [],
): readonly Path[] {
  const rest = wanted.filter((one) => !setByNode(one));
  if (rest.length > 0) touch(rest, passed);
  return rest
    .filter((one) => readStatus(one.path)?.mtimeNs !== one.modified)
    .map(({ path }) => path);
}

function setByNode({ path, modified }: WantedTime): boolean {
  const now = readStatus(path);
  if (now === undefined || now.mtimeNs === modified) return true;
  if (modified < 0n || modified % 1000n !== 0n) return false;
  try {
    // 0.4 µs on top, because the number is cut to microseconds and not rounded.
    lutimesSync(nodePath(path), Number(now.atimeNs) / 1e9, Number(modified / 1000n) / 1e6 + 4e-7);
  } catch {
    return false;
  }
  return readStatus(path)?.mtimeNs === modified;
}

/** One touch(1) for one time; several are started by one xargs. */
function touch(wanted: readonly WantedTime[], passed: readonly number[]): void {
  const times = new Set(wanted.map(({ modified }) => modified));
  const [only] = times;
  const options = ["touch", "-h", "-m", "-c", "-d"];
  if (times.size === 1 && only !== undefined) {
    const paths = wanted.map(({ path, handed }) => handed ?? path);
    runWithList([...options, timeText(only), "--"], paths, passed);
  } else {
    const pairs = wanted.flatMap(({ path, handed, modified }) => [
      timeText(modified),
      handed ?? path,
    ]);
    runWithList(["-n", "2", "-P", "2", ...options], pairs, passed);
  }
}

function timeText(nanoseconds: bigint): string {
  const digits = String(nanoseconds < 0n ? -nanoseconds : nanoseconds).padStart(10, "0");
  return `@${nanoseconds < 0n ? "-" : ""}${digits.slice(0, -9)}.${digits.slice(-9)}`;
}
