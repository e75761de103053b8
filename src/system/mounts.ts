import { readFileSync, statfsSync } from "node:fs";
import { decodeBytes } from "../domain/bytes.ts";
import type { Mount } from "../domain/facts.ts";
import type { Path } from "../domain/world.ts";
import { deviceNumberOf } from "./device-numbers.ts";
import { nodePath } from "./node-path.ts";

/** The mounts this process sees, in the order they were made. */
export function readMounts(): readonly Mount[] {
  try {
    return parseMounts(decodeBytes(readFileSync("/proc/self/mountinfo")));
  } catch {
    return [];
  }
}

/** What others than root may still write on the disk that a folder lies on. */
export function freeBytes(folder: Path): number | undefined {
  try {
    const { bsize, blocks, bavail } = statfsSync(nodePath(folder));
    return blocks === 0 ? undefined : bavail * bsize;
  } catch {
    return undefined;
  }
}

/** The text of /proc/PID/mountinfo (see proc(5)). */
export function parseMounts(text: string): readonly Mount[] {
  return text
    .split("\n")
    .map(readMount)
    .filter((mount) => mount !== undefined);
}

function readMount(line: string): Mount | undefined {
  const fields = line.split(" ");
  // Optional fields end with a lone dash; type, source and the file system's own options follow.
  const dash = fields.indexOf("-", 6);
  const [, , numbers, , path, options] = fields;
  const [type, source, ownOptions = ""] = fields.slice(dash + 1);
  if (dash < 0 || !numbers || !path || !options || !type || source === undefined) return undefined;
  return {
    path: unescapeField(path),
    device: deviceNumberOf(numbers),
    source: unescapeField(source),
    type,
    isReadOnly: hasOption(options, "ro") || hasOption(ownOptions, "ro"),
  };
}

function hasOption(options: string, name: string): boolean {
  return options.split(",").includes(name);
}

/** Blanks, tabs, newlines and backslashes stand as three octal digits. */
function unescapeField(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
