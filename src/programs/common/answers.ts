import type { Stream } from "../../domain/stream.ts";

/**
 * The answer to the question with this number, as `yesno` of GNU reads it: one line each, yes when
 * it starts with y or Y, no at the end of the input. Undefined where the input is not known.
 */
export function readAnswer(input: Stream, question: number): boolean | undefined {
  if (input.kind === "unknown") return undefined;
  if (input.kind === "endless") {
    if (input.repeated === undefined) return undefined;
    const lines = input.repeated.split("\n");
    return isYes(lines[question % Math.max(1, lines.length - 1)]);
  }
  return isYes(input.text.split("\n")[question]);
}

/** Whether a line is a yes to GNU programs. */
export function isYes(line: string | undefined): boolean {
  return /^[yY]/.test(line ?? "");
}
