import { defineFilter } from "./common/filter.ts";

/** Prints numbers. */
export const seqProgram = defineFilter({
  names: ["seq"],
  options: [
    "-f --format=FORMAT",
    "-s --separator=STRING",
    "-w --equal-width",
    "--help",
    "--version",
  ],
  countLeading: (read) => read.operands.length,
  ignoresInput: true,
  stopsAtOperand: true,
});
