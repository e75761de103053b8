import { defineFilter } from "./common/filter.ts";

/** Reckons what flows in. */
export const bcProgram = defineFilter({
  names: ["bc"],
  options: [
    "-h --help",
    "-i --interactive",
    "-l --mathlib",
    "-q --quiet",
    "-s --standard",
    "-v --version",
    "-w --warn",
  ],
  // After its files it goes on with standard input.
  refuses: (_call, read) =>
    read.operands.length > 0 ? "what files of sums come to is not worked out" : undefined,
});
