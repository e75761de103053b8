import type { Argument } from "../../domain/argument.ts";
import type { Call } from "../../domain/program.ts";
import type { Stream } from "../../domain/stream.ts";
import { specialStream } from "./filter-source.ts";

/** Bytes without end do not fit into memory, and neither does a line of them. */
export function noteSwelling(
  call: Call,
  files: readonly Argument[],
  held: "input" | "lines",
): void {
  const streams = files.length === 0 ? [call.input] : files.map((file) => endlessIn(call, file));
  const stream = streams.find((one) => one?.kind === "endless");
  if (stream?.kind !== "endless") return;
  const isOneLine = stream.repeated !== undefined && !stream.repeated.includes("\n");
  if (held === "lines" && !isOneLine) return;
  call.emit({ kind: "process", action: "swell", detail: "bytes without end" }, files[0]);
}

function endlessIn(call: Call, { text }: Argument): Stream | undefined {
  if (text === "-") return call.input;
  const stream = specialStream(call, text);
  return stream?.kind === "endless" && text === "/dev/zero"
    ? { ...stream, repeated: "\0" }
    : stream;
}

/** Enough of what is repeated to see where a program stops. */
const longestStart = 1_000_000;

/** How input without end begins; undefined where what it repeats is not known. */
export function startOfEndless(repeated: string | undefined): string | undefined {
  if (repeated === undefined || repeated === "") return undefined;
  return repeated.repeat(Math.ceil(longestStart / repeated.length));
}

/** What /dev/zero repeats, where it is the one file. */
export function zeroBytes(files: readonly Argument[]): string | undefined {
  return files.length === 1 && files[0]?.text === "/dev/zero" ? "\0" : undefined;
}
