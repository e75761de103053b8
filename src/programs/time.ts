import type { Call, Outcome } from "../domain/program.ts";
import { unknownStream } from "../domain/stream.ts";
import type { OptionsRead } from "./common/options.ts";
import { defineWrapper } from "./common/wrapper.ts";
import { writeStream } from "./common/write-stream.ts";

/** The program `time`, not the word of the shell: prints what a command used, or writes it with -o. */
export const timeProgram = defineWrapper({
  names: ["time"],
  options: [
    "-a --append",
    "-f --format=FORMAT",
    "-o --output=FILE",
    "-p --portability",
    "-q --quiet",
    "-v --verbose",
    "-h --help",
    "-V --version",
  ],
  usageStatus: 125,
  finish: writeTimes,
});

function writeTimes(outcome: Outcome, read: OptionsRead, call: Call): Outcome {
  const times = unknownStream("how long it takes is not known before");
  const target = read.given.findLast((given) => given.key === "output");
  if (target?.value === undefined) return { ...outcome, errors: times };
  const how = read.has("append") ? "append" : "truncate";
  writeStream(call, target.value, times, target.argument, { how });
  return outcome;
}
