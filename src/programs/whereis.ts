import { defineFilter } from "./common/filter.ts";

/** Looks for programs, manual pages and sources in the usual places. */
export const whereisProgram = defineFilter({
  names: ["whereis"],
  options: [
    "-b",
    "-B DIRS",
    "-m",
    "-M DIRS",
    "-s",
    "-S DIRS",
    "-f",
    "-u",
    "-g",
    "-l",
    "-h --help",
    "-V --version",
  ],
  countLeading: (read) => read.operands.length,
  ignoresInput: true,
});
