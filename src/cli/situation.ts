import { fstatSync, readlinkSync } from "node:fs";
import { emptyStream, type Stream, unknownStream } from "../domain/stream.ts";
import type { Path } from "../domain/world.ts";
import type { Situation } from "../plan/foresee.ts";
import { readCallerEnvironment } from "../system/caller-environment.ts";
import { textOfName } from "../system/node-path.ts";
import { isTerminal } from "./terminal.ts";

/** How far the first review goes before its counts become "at least": nobody should have to wait. */
export const limitsForReview = {
  maximumEntries: 1000,
  treeLimits: { recorded: 200, weighed: 400, counted: 2500 },
} as const;

/** For a list of every path: all is walked, but of large trees the paths alone are remembered. */
export const limitsForPaths = { treeLimits: { recorded: 300, weighed: 700 } } as const;

/** From where and with what the command would be run: this process's own surroundings. */
export function readSituation(): Situation {
  const input = readInput();
  return {
    directory: currentDirectory(),
    environment: readCallerEnvironment(),
    umask: process.umask(),
    ...(input === undefined ? {} : { input }),
    isOutputTerminal: isTerminal(1),
  };
}

/** Undefined for a terminal; the rest is not read beforehand, but an empty input is known. */
function readInput(): Stream | undefined {
  if (isTerminal(0)) return undefined;
  try {
    const status = fstatSync(0);
    const isNull = status.isCharacterDevice() && status.rdev === nullDevice;
    if (isNull || (status.isFile() && status.size === 0)) return emptyStream;
  } catch {
    return emptyStream;
  }
  return unknownStream("what comes in on standard input is not read beforehand");
}

/** The kernel's name of the working directory, also where its bytes are no UTF-8. */
function currentDirectory(): Path {
  return textOfName(readlinkSync("/proc/self/cwd", { encoding: "buffer" }));
}

/** /dev/null: major 1, minor 3. */
const nullDevice = (1 << 8) | 3;
