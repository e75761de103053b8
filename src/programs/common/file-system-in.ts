import type { Call } from "../../domain/program.ts";
import { isError } from "../../domain/world.ts";

/** Whether a regular file stands in the place of a disk. */
export function isImage(call: Call, path: string): boolean {
  const status = call.files.stat(path);
  return !isError(status) && status.type === "file";
}

/**
 * What kind of file system or swap space lies in a file, "" for none; undefined where that cannot be
 * told before, since the line itself makes it.
 */
export function fileSystemIn(call: Call, path: string): string | undefined {
  const real = call.files.realPath(path);
  if (!call.files.isUnchanged(real)) {
    const content = call.files.content(path);
    const text = isError(content) ? undefined : call.files.textOf(content);
    return text !== undefined && /^\0*$/.test(text) ? "" : undefined;
  }
  const found = call.compute("blkid", ["-p", "-s", "TYPE", "-o", "value", real]);
  if (found?.status === 2) return "";
  return found?.status === 0 ? found.output.trim() : undefined;
}
