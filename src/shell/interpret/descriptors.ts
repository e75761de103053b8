import type { Cause } from "../../domain/effect.ts";
import { emptyStream, joinStreams, type Stream, textStream } from "../../domain/stream.ts";
import type { Path } from "../../domain/world.ts";

/** An open file description: shared by every descriptor that was duplicated from it. */
export interface OpenFile {
  readonly kind: "terminal" | "null" | "file" | "pipe" | "endless";
  /** The line's own standard input or output, that nothing in the line redirected. */
  readonly isInherited?: boolean;
  /** Where it leads, for a file. */
  readonly path?: Path;
  /** It opens, but cannot be read. */
  readonly isDirectory?: boolean;
  /** What opened it, when it was a redirection: what is written is put down to that. */
  readonly cause?: Cause;
  /** What is left to read; undefined where it is not open for reading. */
  rest?(): Stream;
  /** Takes characters from what is left, or all of it. */
  advance?(characters?: number): void;
  /** Gives back characters that were taken last; undefined for what flows only forwards. */
  retreat?(text: string): void;
  /** Takes output; undefined where it is not open for writing. */
  write?(stream: Stream, cause: Cause): void;
}

/** Standard streams and others of one shell; absent numbers are closed. */
export type Descriptors = Map<number, OpenFile>;

/** Reads everything that is left. */
export function drain(file: OpenFile | undefined): Stream {
  const rest = file?.rest?.() ?? emptyStream;
  file?.advance?.();
  return rest;
}

/** A stream as an open file to read from: a pipe, a here-document. */
export function openStream(stream: Stream, kind: OpenFile["kind"] = "pipe"): OpenFile {
  let left = stream;
  return {
    kind,
    rest: () => left,
    advance: (characters) => {
      if (left.kind !== "text") return;
      left = characters === undefined ? emptyStream : textStream(left.text.slice(characters));
    },
  };
}

/** Collects what is written, as pipes and substitutions do. */
export interface Capture {
  readonly file: OpenFile;
  content(): Stream;
}

export function openCapture(kind: OpenFile["kind"] = "pipe"): Capture {
  const parts: string[] = [];
  let special: Stream | undefined;
  const content = (): Stream => {
    const text = textStream(parts.join(""));
    return special === undefined ? text : joinStreams(text, special);
  };
  const write = (stream: Stream): void => {
    if (special !== undefined) special = joinStreams(special, stream);
    else if (stream.kind === "text") parts.push(stream.text);
    else special = stream;
  };
  return { file: { kind, write }, content };
}

/** /dev/null: reads as empty, swallows everything. */
export function openNull(): OpenFile {
  return { kind: "null", rest: () => emptyStream, advance: () => {}, write: () => {} };
}

/** A terminal to read from and to write to; what it shows goes into `capture`. */
export function openTerminal(capture: Capture | undefined, input: Stream): OpenFile {
  return {
    kind: "terminal",
    rest: () => input,
    advance: () => {},
    write: (stream, cause) => capture?.file.write?.(stream, cause),
  };
}
