import type { Argument } from "../../domain/argument.ts";
import type { Call } from "../../domain/program.ts";
import { isError } from "../../domain/world.ts";

/**
 * The texts of files that the real program cannot be handed, since the line makes or changes more
 * than one of them: `<( )`, for the most part. Undefined where one is not known.
 */
export function textsOf(call: Call, operands: readonly Argument[]): readonly string[] | undefined {
  const texts: string[] = [];
  for (const { text: path } of operands) {
    const input = call.input.kind === "text" ? call.input.text : undefined;
    const text = path === "-" ? input : call.files.text(path);
    if (text === undefined || isError(text)) return undefined;
    texts.push(text);
  }
  return texts;
}

export function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
