import { defineFilter } from "./common/filter.ts";

/** Translates characters; its operands are sets, never files. */
export const trProgram = defineFilter({
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
