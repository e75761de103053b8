import { defineFilter } from "./common/filter.ts";

/** Breaks long lines. */
export const foldProgram = defineFilter({
  names: ["fold"],
  options: [
    "-b --bytes",
    "-s --spaces",
    "-w --width=WIDTH",
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
