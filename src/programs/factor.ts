import { defineFilter } from "./common/filter.ts";

/** Prime factors. */
export const factorProgram = defineFilter({
  names: ["factor"],
  options: ["--help", "--version", "-h --exponents"],
  countLeading: (read) => read.operands.length,
  ignoresInput: true,
  refuses: (_call, read) => (read.operands.length === 0 ? "it reads its numbers" : undefined),
});
