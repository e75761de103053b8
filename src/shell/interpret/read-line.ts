import type { Shell } from "./shell.ts";

/** What reading up to a delimiter gives. */
export type LineRead =
  | { readonly kind: "line"; readonly text: string; readonly isComplete: boolean }
  | { readonly kind: "end" }
  /** It cannot be read: what is read into stays as it was. */
  | { readonly kind: "failed" }
  | { readonly kind: "unknown"; readonly reason: string };

/**
 * Bytes that begin a character of several and break off. Where the locale has such characters, bash
 * takes the next byte with them, whatever it is (read_mbchar in its builtins/read.def).
 */
const endsInHalfCharacter =
  /[\udcc2-\udcdf]$|[\udce0-\udcef][\udc80-\udcbf]?$|[\udcf0-\udcf4][\udc80-\udcbf]{0,2}$/;

/** Takes one line from a descriptor; what follows stays for the next reader. */
export function readLine(shell: Shell, number: number, delimiter: string): LineRead {
  const file = shell.descriptors.get(number);
  const rest = file?.rest?.();
  if (file === undefined || rest === undefined) return { kind: "end" };
  if (file.isDirectory === true) return { kind: "failed" };
  if (rest.kind === "unknown") {
    file.advance?.();
    return { kind: "unknown", reason: rest.reason };
  }
  if (rest.kind === "endless") return { kind: "unknown", reason: "its input has no end" };
  if (rest.text === "") return { kind: "end" };
  const at = rest.text.indexOf(delimiter);
  const text = at < 0 ? rest.text : rest.text.slice(0, at);
  if (at >= 0 && endsInHalfCharacter.test(text)) {
    file.advance?.();
    return { kind: "unknown", reason: "it is no text: a line's end may go into a character" };
  }
  file.advance?.(at < 0 ? undefined : at + delimiter.length);
  return { kind: "line", text, isComplete: at >= 0 };
}

/** Takes at most so many characters, and no more than one line of the delimiter. */
export function readCharacters(
  shell: Shell,
  number: number,
  count: number,
  delimiter: string | undefined,
): LineRead {
  const file = shell.descriptors.get(number);
  const rest = file?.rest?.();
  if (rest?.kind !== "text") return readLine(shell, number, delimiter ?? "\n");
  if (rest.text === "") return { kind: file?.isDirectory === true ? "failed" : "end" };
  const taken = Array.from(rest.text).slice(0, count).join("");
  const at = delimiter === undefined ? -1 : taken.indexOf(delimiter);
  const text = at < 0 ? taken : taken.slice(0, at);
  file?.advance?.(at < 0 ? taken.length : at + 1);
  return { kind: "line", text, isComplete: at >= 0 || Array.from(taken).length === count };
}
