import { defineFilter } from "./common/filter.ts";

/** Drops repeated lines; a second operand is the file it writes to. */
export const uniqProgram = defineFilter({
  names: ["uniq"],
  options: [
    "-c --count",
    "-d --repeated",
    "-D",
    "--all-repeated[=METHOD]",
    "-f --skip-fields=N",
    "--group[=METHOD]",
    "-i --ignore-case",
    "-s --skip-chars=N",
    "-u --unique",
    "-z --zero-terminated",
    "-w --check-chars=N",
    "--help",
    "--version",
  ],
  complains: (_call, read) => (read.operands.length > 2 ? "extra operand" : undefined),
  findOutput: (read) => ({ operand: read.operands[1] }),
});
