import { spawnSync } from "node:child_process";
import type { AccessLists } from "../domain/access-list.ts";
import { decodeBytes, hasEscapedBytes } from "../domain/bytes.ts";
import { parseAccessLists } from "../domain/parse-access-lists.ts";
import type { Path } from "../domain/world.ts";
import { cleanEnvironment } from "./clean-environment.ts";
import { findTrustedProgram } from "./trusted-program.ts";

const timeLimit = 10_000;
const outputLimit = 256 * 1024 * 1024;

/**
 * The access lists at a path, or at and below it, that say more than a mode: by the system's own
 * getfacl, links not followed. Undefined where they cannot be read at all; what the account may
 * not enter is left out, as for every program that it runs.
 */
export function readAccessLists(
  path: Path,
  isRecursive: boolean,
  find: (program: string) => Path | undefined = findTrustedProgram,
): ReadonlyMap<Path, AccessLists> | undefined {
  // Node hands over arguments as UTF-8 only.
  if (hasEscapedBytes(path)) return undefined;
  const program = find("getfacl");
  if (program === undefined) return undefined;
  const options = ["--numeric", "--absolute-names", "--no-effective", "--skip-base", "--physical"];
  if (isRecursive) options.push("--recursive");
  const { status, stdout, error } = spawnSync(program, [...options, "--", path], {
    env: cleanEnvironment({ LC_ALL: "C" }),
    stdio: ["ignore", "pipe", "ignore"],
    timeout: timeLimit,
    killSignal: "SIGKILL",
    maxBuffer: outputLimit,
  });
  // It ends with 1 where some of what it met could not be read.
  if (error !== undefined || status === null) return undefined;
  return parseAccessLists(decodeBytes(stdout));
}
