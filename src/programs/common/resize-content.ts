import { decodeBytes, encodeBytes } from "../../domain/bytes.ts";
import { type Content, emptyContent, type Files } from "../../domain/view/files.ts";

/** Files larger than this are not put together in memory. */
const maximumBytes = 1024 * 1024;

/** The content cut off, or filled up with zero bytes, to a size in bytes. */
export function resizeContent(
  files: Files,
  content: Content,
  before: number,
  size: number,
): Content {
  if (size === 0) return emptyContent;
  const text = size > maximumBytes ? undefined : files.textOf(content, maximumBytes);
  if (text === undefined) {
    const reason = content.kind === "unknown" ? content.reason : "the file is too long to foresee";
    return { kind: "unknown", reason, size };
  }
  if (size >= before) return { kind: "text", text: text + "\0".repeat(size - before) };
  return { kind: "text", text: decodeBytes(encodeBytes(text).subarray(0, size)) };
}
