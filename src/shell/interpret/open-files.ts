import { sameHints } from "../../domain/archive.ts";
import type { Cause } from "../../domain/effect.ts";
import type { Stream } from "../../domain/stream.ts";
import type { Content, Files, WriteHandle } from "../../domain/view/files.ts";
import { type FileStatus, isError, type Path } from "../../domain/world.ts";
import type { OpenFile } from "./descriptors.ts";
import { noteOrigin } from "./messages.ts";
import { reportUnknown, type Shell } from "./shell.ts";

/**
 * The view in which `/dev/stdin`, `/dev/fd/63` and the like lead to what the command really has
 * open, and not to what this process has.
 */
export function withOpenFiles(files: Files, shell: Shell, cause: Cause): Files {
  const find = (path: Path): OpenFile | undefined => findOpenFile(shell, path);
  return {
    ...files,
    for: (operand) => withOpenFiles(files.for(operand), shell, { ...cause, operand }),
    as: (identity) => withOpenFiles(files.as(identity), shell, cause),
    stat: (path) => (find(path) === undefined ? files.stat(path) : statusOf(files, find(path))),
    lstat: (path) => (isPseudo(shell, path) ? statusOf(files, find(path)) : files.lstat(path)),
    access: (path, want) => (find(path) === undefined ? files.access(path, want) : undefined),
    content: (path) => {
      const file = find(path);
      if (file === undefined) noteRead(shell, files, path);
      return file === undefined ? files.content(path) : takeContent(file);
    },
    text: (path, limit) => {
      const file = find(path);
      if (file === undefined) noteRead(shell, files, path);
      return file === undefined ? files.text(path, limit) : files.textOf(takeContent(file), limit);
    },
    isUnchanged: (path, except) => {
      // Asked before the real program reads the file.
      noteRead(shell, files, path);
      return find(path) === undefined && files.isUnchanged(path, except);
    },
    write: (path, content, options) => {
      const file = find(path);
      noteOrigin(shell, content);
      if (file === undefined) {
        if (options?.isAfterInput === true || !isRace(shell, files, path))
          return files.write(path, content, options);
        reportUnknown(shell, racedContent.reason);
        return files.write(path, racedContent, options);
      }
      file.write?.(contentStream(files, content), cause);
      return undefined;
    },
    open: (path, options) => {
      const file = find(path);
      return file === undefined ? files.open(path, options) : openHandle(files, file, path, cause);
    },
  };
}

/** Notes for the stages of pipelines around that the path is read here. */
export function noteRead(shell: Shell, files: Files, path: Path): void {
  if (shell.readers.length === 0) return;
  const real = files.realPath(path);
  if (!isError(real)) for (const reader of shell.readers) reader.add(real);
}

/**
 * Whether an earlier stage of the pipeline reads the path that is about to be written. All stages
 * start at once: who is first, the reader or the writer, is chance.
 */
export function isRace(shell: Shell, files: Files, path: Path): boolean {
  if (shell.readBefore.size === 0) return false;
  const real = files.realPath(path);
  return !isError(real) && shell.readBefore.has(real);
}

/** What a file holds that was perhaps emptied before it was read. */
export const racedContent: Content & { readonly kind: "unknown" } = {
  kind: "unknown",
  reason: "the pipeline may empty the file before it is read",
};

const standardNames = new Map([
  ["/dev/stdin", 0],
  ["/dev/stdout", 1],
  ["/dev/stderr", 2],
]);

/** What the shell has open behind a path, if the path is one of those that name open files. */
export function findOpenFile(shell: Shell, path: Path): OpenFile | undefined {
  if (!path.startsWith("/dev/") && !path.startsWith("/proc/self/fd/")) return undefined;
  const substitution = shell.pseudoFiles.get(path);
  if (substitution !== undefined) return substitution;
  const number = standardNames.get(path) ?? /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(path)?.[1];
  return number === undefined ? undefined : shell.descriptors.get(Number(number));
}

function isPseudo(shell: Shell, path: Path): boolean {
  return shell.pseudoFiles.has(path);
}

function statusOf(files: Files, file: OpenFile | undefined): ReturnType<Files["stat"]> {
  if (file?.path !== undefined) return files.stat(file.path);
  return file?.kind === "null" ? files.stat("/dev/null") : pipeStatus;
}

const pipeStatus: FileStatus = {
  type: "fifo",
  mode: 0o600,
  uid: 0,
  gid: 0,
  size: 0,
  device: 0,
  inode: 0,
  links: 1,
  deviceNumber: 0,
  modified: 0,
};

function takeContent(file: OpenFile): Content {
  const stream = file.rest?.() ?? { kind: "text", text: "" };
  file.advance?.();
  return streamContent(stream);
}

/** A stream as what a file holds after it was written there. */
export function streamContent(stream: Stream): Content {
  if (stream.kind === "text") return stream;
  if (stream.kind === "endless") return { kind: "unknown", reason: "it has no end" };
  return {
    kind: "unknown",
    reason: stream.reason,
    source: stream.source,
    ...sameHints(stream),
  };
}

/** What reading a file of this content gives. */
export function contentStream(files: Files, content: Content): Stream {
  if (content.kind === "unknown") {
    const { reason, source = "program" } = content;
    return { kind: "unknown", reason, source, ...sameHints(content) };
  }
  const text = files.textOf(content);
  if (text !== undefined) return { kind: "text", text };
  return { kind: "unknown", reason: "the file is too long to foresee", source: "program" };
}

function openHandle(files: Files, file: OpenFile, path: Path, cause: Cause): WriteHandle {
  return {
    type: "fifo",
    path,
    content: () => ({ kind: "text", text: "" }),
    write: (content) => file.write?.(contentStream(files, content), cause),
  };
}
