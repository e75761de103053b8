import { type Content, emptyContent, type Files } from "../../domain/view/files.ts";
import { type ErrorCode, isError } from "../../domain/world.ts";

/** What reading a path to its end gives. */
export interface Source {
  readonly content: Content;
  /** It never comes to an end. */
  readonly isEndless: boolean;
}

const endless = new Set(["/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"]);

/** The bytes behind a path, devices included; nothing but regular files is really read. */
export function readSource(files: Files, path: string): Source | ErrorCode {
  const status = files.stat(path);
  if (isError(status)) return status;
  if (status.type === "character") {
    const real = files.realPath(path);
    if (real === "/dev/null") return { content: emptyContent, isEndless: false };
    if (!isError(real) && endless.has(real)) {
      return { content: { kind: "unknown", reason: "it has no end" }, isEndless: true };
    }
  }
  if (status.type === "directory") return files.access(path, "read") ?? "EISDIR";
  const content = files.content(path);
  return isError(content) ? content : { content, isEndless: false };
}
