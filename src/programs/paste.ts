import { defineFilter } from "./common/filter.ts";

/** Joins lines of several files side by side. */
export const pasteProgram = defineFilter({
  names: ["paste"],
  options: ["-d --delimiters=LIST", "-s --serial", "-z --zero-terminated", "--help", "--version"],
  needsFiles: (_read, files) => files.length > 1,
});
