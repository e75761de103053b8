import type { Cause } from "../../domain/effect.ts";
import { emptyStream, type Stream } from "../../domain/stream.ts";
import type { Content, Files, WriteHandle } from "../../domain/view/files.ts";
import { byteLength } from "../../domain/view/node.ts";
import { type ErrorCode, isError, type Path } from "../../domain/world.ts";
import { bindFiles } from "./causes.ts";
import { type OpenFile, openNull } from "./descriptors.ts";
import { contentStream, isRace, noteRead, racedContent, streamContent } from "./open-files.ts";
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
  noteRead(shell, files, path);
  if (status.type === "directory") {
    return { kind: "file", path, isDirectory: true, rest: () => emptyStream };
  }
  const real = files.realPath(path);
  return {
    kind: "file",
    path: real,
    ...readingHalf(files, real, status.inode, atStart()),
  };
}

/** Where in the file reading and writing go on; both halves of `<>` share it. */
interface Position {
  /** Undefined where something of unknown length was written. */
  bytes: number | undefined;
  characters: number;
}

function atStart(): Position {
  return { bytes: 0, characters: 0 };
}

/** Reads what the file holds at the time of reading, from where the last reading stopped. */
function readingHalf(
  files: Files,
  path: Path,
  inode: number,
  position: Position,
): Pick<OpenFile, "rest" | "advance" | "retreat"> {
  const atOpening = files.content(path);
  let isAtEnd = false;
  let last: { readonly content: Content; readonly stream: Stream } | undefined;
  const whole = (): Stream => {
    const now = files.lstat(path);
    const isSame = !isError(now) && now.inode === inode;
    const content = isSame ? files.content(path) : atOpening;
    if (isError(content)) return emptyStream;
    if (last?.content !== content) last = { content, stream: contentStream(files, content) };
    return last.stream;
  };
  const rest = (): Stream => {
    const stream = whole();
    if (stream.kind !== "text") return isAtEnd ? emptyStream : stream;
    return { kind: "text", text: stream.text.slice(position.characters) };
  };
  return {
    rest,
    advance: (characters) => {
      const left = rest();
      if (left.kind !== "text") isAtEnd ||= characters === undefined;
      else move(position, left.text.slice(0, characters));
    },
    retreat: (text) => {
      position.characters -= text.length;
      if (position.bytes !== undefined) position.bytes -= byteLength(text);
    },
  };
}

function move(position: Position, text: string): void {
  position.characters += text.length;
  if (position.bytes !== undefined) position.bytes += byteLength(text);
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
  const isRaced = how === "truncate" && isRace(shell, files, path);
  const handle = files.open(path, { how });
  if (isError(handle)) return handle;
  const position = atStart();
  const write = makeWriter({ shell, files, handle, how, position, isRaced });
  const file: OpenFile = { kind: "file", path: handle.path, write };
  if (how !== "partly") return file;
  const status = files.stat(path);
  return isError(status)
    ? file
    : { ...file, ...readingHalf(files, handle.path, status.inode, position) };
}

interface Opened {
  readonly shell: Shell;
  readonly files: Files;
  readonly handle: WriteHandle;
  readonly how: WritingMode;
  readonly position: Position;
  /** Other bytes come out than foreseen: the file was emptied before it was read, most likely. */
  readonly isRaced: boolean;
}

function makeWriter(opened: Opened): NonNullable<OpenFile["write"]> {
  const { files, handle, position } = opened;
  return (stream, cause) => {
    if (stream.kind === "text" && stream.text === "") return;
    if (stream.kind === "endless") reportEndless(opened.shell, handle, cause);
    const content = opened.isRaced ? racedContent : streamContent(stream);
    const old = handle.content();
    const isAtEnd = opened.how === "append" || position.bytes === sizeOf(old);
    if (isAtEnd || handle.type !== "file") handle.write(content, "append");
    else handle.write(splice(files, old, content, position.bytes), "partly");
    if (content.kind === "text") move(position, content.text);
    else position.bytes = undefined;
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
