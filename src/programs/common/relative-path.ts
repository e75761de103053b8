import { relative } from "node:path/posix";

/** An absolute path as seen from an absolute directory; `.` for the directory itself. */
export function relativeTo(directory: string, path: string): string {
  const result = relative(directory, path);
  return result === "" ? "." : result;
}
