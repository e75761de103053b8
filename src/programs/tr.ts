import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import { defineFilter } from "./common/filter.ts";

const filter = defineFilter({
  names: ["tr"],
  options: [
    "-c -C --complement",
    "-d --delete",
    "-s --squeeze-repeats",
    "-t --truncate-set1",
    "--help",
    "--version",
  ],
  countLeading: (read) => read.operands.length,
  stopsAtOperand: true,
});

/** Translates characters; its operands are sets, never files. */
export const trProgram: Program = {
  ...filter,
  run: (call) => translateEndless(call) ?? filter.run(call),
};

/** What comes again and again comes translated again and again. */
function translateEndless(call: Call): Outcome | undefined {
  const { input } = call;
  if (input.kind !== "endless" || call.arguments.some(({ unknown }) => unknown !== undefined))
    return undefined;
  const { repeated } = input;
  const part =
    repeated === undefined ? undefined : filter.run({ ...call, input: textStream(repeated) });
  if (part === undefined) return { status: 0, output: { kind: "endless" } };
  const { output } = part;
  if (output.kind !== "text" || output.text === "") return part;
  return { status: 0, output: { kind: "endless", repeated: output.text } };
}
