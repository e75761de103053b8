import { defineFilter } from "./common/filter.ts";

/** Turns blanks into tabs. */
export const unexpandProgram = defineFilter({
  names: ["unexpand"],
  options: [
    "-a --all",
    "--first-only",
    "-t --tabs=LIST",
    "--help",
    "--version",
    "-0",
    "-1",
    "-2",
    "-3",
    "-4",
    "-5",
    "-6",
    "-7",
    "-8",
    "-9",
  ],
});
