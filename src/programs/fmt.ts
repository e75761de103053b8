import { defineFilter } from "./common/filter.ts";

/** Fills paragraphs. */
export const fmtProgram = defineFilter({
  names: ["fmt"],
  options: [
    "-c --crown-margin",
    "-p --prefix=STRING",
    "-s --split-only",
    "-t --tagged-paragraph",
    "-u --uniform-spacing",
    "-w --width=WIDTH",
    "-g --goal=WIDTH",
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
