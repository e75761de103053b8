import { defineFilter } from "./common/filter.ts";

/** Numbers lines. */
export const nlProgram = defineFilter({
  names: ["nl"],
  options: [
    "-b --body-numbering=STYLE",
    "-d --section-delimiter=CC",
    "-f --footer-numbering=STYLE",
    "-h --header-numbering=STYLE",
    "-i --line-increment=NUMBER",
    "-l --join-blank-lines=NUMBER",
    "-n --number-format=FORMAT",
    "-p --no-renumber",
    "-s --number-separator=STRING",
    "-v --starting-line-number=NUMBER",
    "-w --number-width=NUMBER",
    "--help",
    "--version",
  ],
});
