import { defineFilter } from "./common/filter.ts";

/** Turns tabs into blanks. */
export const expandProgram = defineFilter({
  names: ["expand"],
  options: [
    "-i --initial",
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
