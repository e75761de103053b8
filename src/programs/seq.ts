import { defineFilter } from "./common/filter.ts";

/** Prints numbers. */
export const seqProgram = defineFilter({
  names: ["seq"],
  options: [
    "-f --format=FORMAT",
    "-s --separator=STRING",
    "-w --equal-width",
    "-0 -1 -2 -3 -4 -5 -6 -7 -8 -9",
    "--help",
    "--version",
  ],
  countLeading: (read) => read.operands.length,
  ignoresInput: true,
  stopsAtOperand: true,
});
