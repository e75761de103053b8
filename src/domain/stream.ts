import type { Hints } from "./archive.ts";

/** What is known of bytes that flow: a standard input, a pipe, a program's output. */
export type Stream =
  | { readonly kind: "text"; readonly text: string }
  /** Bytes that cannot be known; `source` tells where they come from when that matters. */
  | (Hints & {
      readonly kind: "unknown";
      readonly reason: string;
      readonly source: "network" | "terminal" | "program";
      /** Text that comes behind all that is not known of it. */
      readonly tail?: string;
    })
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
  const special = first.kind === "text" ? second : first;
  if (special.kind !== "unknown") return special;
  // With other bytes beside it, it is no archive any more.
  const { reason, source, tail } = special;
  const more = first === special ? textOf(second) : "";
  const known = second.kind === "text" || first.kind === "text" ? (tail ?? "") + more : "";
  return { kind: "unknown", reason, source, ...(known === "" ? {} : { tail: known }) };
}

function textOf(stream: Stream): string {
  return stream.kind === "text" ? stream.text : "";
}
