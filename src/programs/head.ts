import type { Call, Outcome, Program } from "../domain/program.ts";
import { defineFilter } from "./common/filter.ts";
import { specialStream } from "./common/filter-source.ts";
import { readOptions } from "./common/options.ts";
import { parseSize } from "./common/size.ts";

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
export const headProgram: Program = {
  ...filter,
  run: (call) => takeMuch(call) ?? leaveRest(call, filter.run(call)),
};

/** More than fits into the memory of a machine, and on most disks: as good as without end. */
const much = 64_000_000_000;

/** `head -c 100G /dev/zero`: nobody waits for its end. */
function takeMuch(call: Call): Outcome | undefined {
  const read = readOptions(options, call.arguments);
  const count = parseSize(read.value("bytes") ?? "");
  if (count === undefined || count < much || read.operands.length > 1) return undefined;
  const [file] = read.operands;
  const stream = file === undefined ? call.input : specialStream(call, file.text);
  if (stream?.kind !== "endless") return undefined;
  return { status: 0, output: file?.text === "/dev/zero" ? { ...stream, repeated: "\0" } : stream };
}

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
