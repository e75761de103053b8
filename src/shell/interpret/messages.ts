import { type Stream, textStream } from "../../domain/stream.ts";
import type { Content } from "../../domain/view/files.ts";
import { makeCause } from "./causes.ts";
import type { Shell } from "./shell.ts";

/** Writes to one of the shell's descriptors; closed ones swallow it. */
export function writeStream(shell: Shell, number: number, stream: Stream): void {
  if (stream.kind === "text" && stream.text === "") return;
  noteOrigin(shell, stream);
  const file = shell.descriptors.get(number);
  if (number === 1 && file?.write === undefined) shell.hasLostOutput = true;
  const cause =
    file?.cause ?? makeCause(shell, shell.command[0]?.text ?? "", shell.command, shell.position);
  file?.write?.(stream, cause);
}

/** Remembers by its reason that what cannot be known came from the network. */
export function noteOrigin({ session }: Shell, bytes: Stream | Content): void {
  if (bytes.kind === "unknown" && bytes.source === "network")
    session.networkReasons.add(bytes.reason);
}

/** Writes to standard output. */
export function writeOutput(shell: Shell, text: string): void {
  writeStream(shell, 1, textStream(text));
}

/** `line 2: ` for bash, `2: ` for dash. */
function describePlace({ isMain, source, position, state }: Shell): string {
  const line = isMain ? source.text.slice(0, position[0]).split("\n").length : 1;
  return state.dialect === "sh" ? `${line}: ` : `line ${line}: `;
}

/** A complaint of the shell itself. */
export function writeError(shell: Shell, message: string): void {
  writeStream(shell, 2, textStream(`${shell.state.name}: ${describePlace(shell)}${message}\n`));
}
