import type { Files } from "../../../domain/view/files.ts";
import { isError } from "../../../domain/world.ts";
import { compilePattern } from "../fnmatch.ts";
import { joinPath } from "../paths.ts";

/** The paths that a pattern matches, hidden ones only where it says so; sorted by their bytes. */
export function expandPattern(files: Files, pattern: string): readonly string[] {
  const isAbsolute = pattern.startsWith("/");
  let found: readonly string[] = [isAbsolute ? "/" : ""];
  for (const part of pattern.split("/").filter((name) => name !== "")) {
    found = found.flatMap((directory) => matchIn(files, directory, part));
  }
  return pattern === "" ? [] : [...found].sort();
}

function matchIn(files: Files, directory: string, part: string): readonly string[] {
  const at = (name: string): string => (directory === "" ? name : joinPath(directory, name));
  if (!/[*?[]/.test(part)) return isError(files.lstat(at(part))) ? [] : [at(part)];
  const entries = files.readDirectory(directory === "" ? "." : directory);
  if (isError(entries)) return [];
  const expression = compilePattern(part);
  const isHidden = part.startsWith(".");
  return entries
    .filter(({ name }) => name.startsWith(".") === isHidden && expression.test(name))
    .map(({ name }) => at(name));
}
