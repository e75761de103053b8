import type { Call, Outcome, Program } from "../domain/program.ts";
import { defineFilter } from "./common/filter.ts";
import { readOptions } from "./common/options.ts";

const options = [
  "-c --bytes=NUM",
  "-n --lines=NUM",
  "-q --quiet --silent",
  "-v --verbose",
  "-z --zero-terminated",
  "--help",
  "--version",
  "-0",
  "-1",
  "-2",
  "-3",
  "-4",
  "-5",
  "-6",
  "-7",
  "-8",
  "-9",
];

const filter = defineFilter({
  names: ["head"],
  options,
  endsInput: true,
  needsFiles: (_read, files) => files.length > 1,
});

/** Prints the start of its input. */
export const headProgram: Program = { ...filter, run: (call) => leaveRest(call, filter.run(call)) };

/** What it has read too much of a file it gives back. */
function leaveRest(call: Call, outcome: Outcome): Outcome {
  const { output } = outcome;
  if (output.kind !== "text" || readOptions(options, call.arguments).operands.length > 0) {
    return outcome;
  }
  const { input } = call;
  const isStart = input.kind === "text" && input.text.startsWith(output.text);
  return isStart ? { ...outcome, inputUsed: output.text.length } : outcome;
}
