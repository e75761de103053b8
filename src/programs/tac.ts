import { defineFilter } from "./common/filter.ts";

/** Prints lines from the last to the first. */
export const tacProgram = defineFilter({
  names: ["tac"],
  holds: "input",
  options: ["-b --before", "-r --regex", "-s --separator=STRING", "--help", "--version"],
});
