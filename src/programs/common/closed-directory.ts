import type { Files } from "../../domain/view/files.ts";
import { type ErrorCode, isError } from "../../domain/world.ts";
import { joinPath } from "./paths.ts";

/**
 * A directory that a walk could not go into: either it cannot be read, or its names can be read and
 * nothing else. Complains as programs that use fts(3) do, and tells whether the names could be read.
 */
export function complainOfClosed(
  files: Files,
  path: string,
  error: ErrorCode,
  complain: (what: string, path: string, error: ErrorCode) => void,
): boolean {
  const entries = files.readDirectory(path);
  if (isError(entries)) complain("cannot read directory", path, error);
  else for (const { name } of entries) complain("cannot access", joinPath(path, name), error);
  return !isError(entries);
}
