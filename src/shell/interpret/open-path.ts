import type { Cause } from "../../domain/effect.ts";
import { emptyStream, type Stream } from "../../domain/stream.ts";
import type { Content, Files, WriteHandle } from "../../domain/view/files.ts";
import { byteLength } from "../../domain/view/node.ts";
import { type ErrorCode, isError, type Path } from "../../domain/world.ts";
import { bindFiles } from "./causes.ts";
import { type OpenFile, openNull } from "./descriptors.ts";
import { contentStream, streamContent } from "./open-files.ts";
import type { Shell } from "./shell.ts";

/** Opens a path for reading as `<` does. */
export function openForReading(shell: Shell, path: Path, cause: Cause): OpenFile | ErrorCode {
  const special = openDevice(shell, path);
  if (special !== undefined) return special;
  const files = bindFiles(shell, cause);
  const status = files.stat(path);
  if (isError(status)) return status;
  const refusal = files.access(path, "read");
  if (refusal !== undefined) return refusal;
  if (status.type === "directory") return { kind: "file", path, rest: () => emptyStream };
  const real = files.realPath(path);
  return {
    kind: "file",
    path: isError(real) ? path : real,
    ...readingHalf(files, path, status.inode),
  };
}

/** Reads what the file holds at the time of reading, from where the last reading stopped. */
function readingHalf(files: Files, path: Path, inode: number): Pick<OpenFile, "rest" | "advance"> {
  const atOpening = files.content(path);
  let offset = 0;
  const current = (): Content | ErrorCode => {
    const now = files.lstat(path);
    const isMoved = isError(now) || (now.type !== "link" && now.inode !== inode);
    return isMoved ? atOpening : files.content(path);
  };
  let isAtEnd = false;
  const rest = (): Stream => {
    const content = current();
    if (isError(content)) return emptyStream;
    const stream = contentStream(files, content);
    if (stream.kind === "text") return { kind: "text", text: stream.text.slice(offset) };
    return isAtEnd ? emptyStream : stream;
  };
  return {
    rest,
    advance: (characters) => {
      const left = rest();
      if (left.kind === "text") offset += characters ?? left.text.length;
      else if (characters === undefined) isAtEnd = true;
    },
  };
}

export type WritingMode = "truncate" | "append" | "partly";

/** Opens a path for writing as `>`, `>>` and `<>` do; the file is emptied or made at once. */
export function openForWriting(
  shell: Shell,
  path: Path,
  how: WritingMode,
  cause: Cause,
): OpenFile | ErrorCode {
  const special = openDevice(shell, path);
  if (special !== undefined) return special;
  const files = bindFiles(shell, cause);
  const handle = files.open(path, { how });
  if (isError(handle)) return handle;
  const file: OpenFile = {
    kind: "file",
    path: handle.path,
    write: makeWriter(shell, files, handle, how),
  };
  if (how !== "partly") return file;
  const status = files.stat(path);
  return isError(status) ? file : { ...file, ...readingHalf(files, path, status.inode) };
}

function makeWriter(
  shell: Shell,
  files: Files,
  handle: WriteHandle,
  how: WritingMode,
): NonNullable<OpenFile["write"]> {
  let offset: number | undefined = 0;
  return (stream, cause) => {
    if (stream.kind === "text" && stream.text === "") return;
    if (stream.kind === "endless") reportEndless(shell, handle, cause);
    const content = streamContent(stream);
    const size = sizeOf(handle.content());
    if (how === "append" || handle.type !== "file" || offset === size)
      handle.write(content, "append");
    else handle.write(splice(files, handle.content(), content, offset), "partly");
    const added = sizeOf(content);
    offset = offset === undefined || added === undefined ? undefined : offset + added;
  };
}

function sizeOf(content: Content): number | undefined {
  return content.kind === "text" ? byteLength(content.text) : content.size;
}

/** The bytes of a file after some in the middle, or behind its end, were written. */
function splice(files: Files, old: Content, added: Content, offset: number | undefined): Content {
  const before = files.textOf(old);
  const isPlain = before !== undefined && byteLength(before) === before.length;
  if (!isPlain || offset === undefined || added.kind !== "text") {
    return { kind: "unknown", reason: "it is written to at several places at once" };
  }
  const start = before.slice(0, offset).padEnd(offset, "\0");
  return { kind: "text", text: start + added.text + before.slice(offset + byteLength(added.text)) };
}

function reportEndless(shell: Shell, handle: WriteHandle, cause: Cause): void {
  if (handle.type !== "file") return;
  const detail = "bytes without end";
  shell.session.environment.emit({
    kind: "process",
    action: "fill",
    detail,
    path: handle.path,
    cause,
  });
}

/** Devices that are always the same; others are for the view. */
function openDevice(shell: Shell, path: Path): OpenFile | undefined {
  if (path === "/dev/null") return openNull();
  if (path === "/dev/zero" || path === "/dev/urandom" || path === "/dev/random") {
    return {
      kind: "endless",
      rest: () => ({ kind: "endless" }),
      advance: () => {},
      write: () => {},
    };
  }
  return path === "/dev/tty" ? shell.session.terminal : undefined;
}
