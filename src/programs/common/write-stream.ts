import { sameHints } from "../../domain/archive.ts";
import type { Argument } from "../../domain/argument.ts";
import type { Call } from "../../domain/program.ts";
import { type Stream, unknownStream } from "../../domain/stream.ts";
import type { Content, OpenOptions } from "../../domain/view/files.ts";
import type { ErrorCode } from "../../domain/world.ts";

/** What a file holds once a stream has been written into it. */
export function contentOf(stream: Stream): Content {
  if (stream.kind === "text") return { kind: "text", text: stream.text };
  if (stream.kind === "endless") return { kind: "unknown", reason: "it has no end" };
  const { reason, source } = stream;
  return { kind: "unknown", reason, source, ...sameHints(stream) };
}

/** The bytes of a content as they flow out of a program that reads it. */
export function streamOf(call: Call, content: Content): Stream {
  const text = call.files.textOf(content);
  if (text !== undefined) return { kind: "text", text };
  return content.kind === "unknown"
    ? { ...unknownStream(content.reason, content.source), ...sameHints(content) }
    : unknownStream("the file is too long to be read before");
}

/**
 * Opens a path for writing and writes a stream into it. Bytes without end are an effect of their
 * own: they fill the file system.
 */
export function writeStream(
  call: Call,
  path: string,
  stream: Stream,
  operand?: Argument,
  options?: OpenOptions,
): ErrorCode | undefined {
  const files = operand === undefined ? call.files : call.files.for(operand);
  const error = files.write(path, contentOf(stream), options);
  if (error === undefined && stream.kind === "endless" && isFile(call, path)) {
    const detail = "bytes without end";
    call.emit({ kind: "process", action: "fill", detail, path }, operand);
  }
  return error;
}

function isFile(call: Call, path: string): boolean {
  const status = call.files.stat(path);
  return typeof status !== "string" && status.type === "file";
}
