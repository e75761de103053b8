import { decodeBytes, encodeBytes, hasEscapedBytes } from "../domain/bytes.ts";
import { type ErrorCode, isError, type Path } from "../domain/world.ts";

/** The path as node:fs must be given it: bytes where it is not valid UTF-8 (see domain/bytes.ts). */
export function nodePath(path: Path): string | Buffer {
  return hasEscapedBytes(path) ? Buffer.from(encodeBytes(path)) : path;
}

/** A name as node:fs gave it, in the text form of the domain. */
export function textOfName(name: string | Buffer): string {
  return typeof name === "string" ? name : decodeBytes(name);
}

/** Whether node:fs may have lost bytes of a name it gave as a string. */
export function mayHaveLostBytes(name: string): boolean {
  return name.includes("\ufffd");
}

/** The kernel's error name in what node:fs threw; names the core does not tell apart become EIO. */
export function errorCodeOf(error: unknown): ErrorCode {
  const code = systemCodeOf(error);
  if (isError(code)) return code;
  // A NUL byte: no such path can be given to the kernel at all.
  return code === "ERR_INVALID_ARG_VALUE" ? "EINVAL" : "EIO";
}

/** The `code` of a thrown error, empty where it has none. */
export function systemCodeOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}
