import type { Archive } from "./archive.ts";

/** What is known of bytes that flow: a standard input, a pipe, a program's output. */
export type Stream =
  | { readonly kind: "text"; readonly text: string }
  /** Bytes that cannot be known; `source` tells where they come from when that matters. */
  | {
      readonly kind: "unknown";
      readonly reason: string;
      readonly source: "network" | "terminal" | "program";
      /** What would come out of them, where they are an archive that the line makes. */
      readonly archive?: Archive;
    }
  /** Bytes without end (`yes`, /dev/zero). */
  | {
      readonly kind: "endless";
      /** The text that comes again and again, such as `y` and a newline, where that is known. */
      readonly repeated?: string;
    };

export const emptyStream: Stream = { kind: "text", text: "" };

export function textStream(text: string): Stream {
  return { kind: "text", text };
}

export function unknownStream(
  reason: string,
  source: "network" | "terminal" | "program" = "program",
): Stream {
  return { kind: "unknown", reason, source };
}

/** Both streams, one after the other; whatever is unknown or endless wins. */
export function joinStreams(first: Stream, second: Stream): Stream {
  if (first.kind === "text" && second.kind === "text") return textStream(first.text + second.text);
  if (first.kind === "text" && first.text === "") return second;
  if (second.kind === "text" && second.text === "") return first;
  return withoutArchive(first.kind === "text" ? second : first);
}

/** With other bytes beside it, it is no archive any more. */
export function withoutArchive(stream: Stream): Stream {
  return stream.kind === "unknown" && stream.archive !== undefined
    ? unknownStream(stream.reason, stream.source)
    : stream;
}
