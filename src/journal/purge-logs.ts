import { lstatSync, readdirSync, unlinkSync } from "node:fs";
import { join } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { nodePath } from "../system/node-path.ts";
import { isIdentifier } from "./identifier.ts";

/** Removes the logs of plans that were last written to before that time. */
export function purgeLogs(directory: Path, before: number): void {
  for (const name of listLogs(directory)) {
    const file = nodePath(join(directory, name));
    const status = lstatSync(file, { throwIfNoEntry: false });
    if (status?.isFile() === true && status.mtimeMs < before) unlinkSync(file);
  }
}

function listLogs(directory: Path): readonly string[] {
  try {
    if (!lstatSync(nodePath(directory)).isDirectory()) return [];
    const names = readdirSync(nodePath(directory));
    return names.filter((name) => name.endsWith(".jsonl") && isIdentifier(name.slice(0, -6)));
  } catch {
    return [];
  }
}
