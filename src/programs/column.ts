import { defineFilter } from "./common/filter.ts";

/** Lays input out in columns. */
export const columnProgram = defineFilter({
  names: ["column"],
  // `-` is no standard input to it.
  needsFiles: (_, files) => files.length > 1,
  holds: "input",
  options: [
    "-t --table",
    "-n --table-name NAME",
    "-O --table-order COLUMNS",
    "-N --table-columns NAMES",
    "-l --table-columns-limit NUM",
    "-E --table-noextreme COLUMNS",
    "-d --table-noheadings",
    "-e --table-header-repeat",
    "-H --table-hide COLUMNS",
    "-R --table-right COLUMNS",
    "-T --table-truncate COLUMNS",
    "-W --table-wrap COLUMNS",
    "-L --keep-empty-lines",
    "-J --json",
    "-r --tree COLUMN",
    "-i --tree-id COLUMN",
    "-p --tree-parent COLUMN",
    "-c --output-width WIDTH",
    "-o --output-separator STRING",
    "-s --separator STRING",
    "-x --fillrows",
    "-h --help",
    "-V --version",
  ],
});
