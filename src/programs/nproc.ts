import { defineFilter } from "./common/filter.ts";

/** Counts the processors that may be used. */
export const nprocProgram = defineFilter({
  names: ["nproc"],
  options: ["--all", "--ignore=N", "--help", "--version"],
  countLeading: (read) => read.operands.length,
  ignoresInput: true,
});
