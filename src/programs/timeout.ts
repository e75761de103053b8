import type { Outcome } from "../domain/program.ts";
import { unknownStream } from "../domain/stream.ts";
import { defineWrapper } from "./common/wrapper.ts";

/** Runs a command that is stopped after a while; one that ends earlier is as it would be alone. */
export const timeoutProgram = defineWrapper({
  names: ["timeout"],
  options: [
    "--preserve-status",
    "--foreground",
    "-k --kill-after=DURATION",
    "-s --signal=SIGNAL",
    "-v --verbose",
    "--help",
    "--version",
  ],
  countLeading: () => 1,
  usageStatus: 125,
  finish: stopEndless,
});

/** What would never end is stopped, after an amount of output that depends on the machine. */
function stopEndless(outcome: Outcome): Outcome {
  if (outcome.output.kind !== "endless") return outcome;
  return { ...outcome, status: 124, output: unknownStream("it is stopped at some point") };
}
