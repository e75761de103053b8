import { Buffer } from "node:buffer";
import { spawnSync } from "node:child_process";
import { cleanEnvironment } from "../system/clean-environment.ts";
import { nodePath } from "../system/node-path.ts";

/** Only the system's own programs, in no one's language. */
const environment = cleanEnvironment({ LC_ALL: "C" });
const maximumOutput = 1 << 30;

export interface Helped {
  /** Exit status; undefined when the program is not installed or was killed. */
  readonly status: number | undefined;
  readonly output: Buffer;
}

/** The descriptor that the first passed file has in the program. */
export const firstPassed = 3;

/** Runs a system program; `passed` files are its descriptors 3 and up. */
export function runHelper(
  program: string,
  words: readonly string[],
  input: Buffer | string = "",
  passed: readonly number[] = [],
): Helped {
  const { status, stdout } = spawnSync(program, words, {
    input,
    env: environment,
    stdio: ["pipe", "pipe", "ignore", ...passed],
    maxBuffer: maximumOutput,
    cwd: "/",
  });
  return { status: status ?? undefined, output: stdout ?? Buffer.alloc(0) };
}

/**
 * Runs a program with many operands by way of xargs: arguments given by Node cannot hold every
 * byte, and there may be more of them than one process takes.
 */
export function runWithList(
  words: readonly string[],
  list: readonly string[],
  passed: readonly number[] = [],
): Helped {
  const input = Buffer.concat(list.flatMap((text) => [Buffer.from(nodePath(text)), Buffer.of(0)]));
  return runHelper("xargs", ["-0", ...words], input, passed);
}
