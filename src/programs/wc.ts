import { defineFilter } from "./common/filter.ts";

/** Counts lines, words and bytes; its lines name its files. */
export const wcProgram = defineFilter({
  names: ["wc"],
  options: [
    "-c --bytes",
    "-m --chars",
    "-l --lines",
    "--files0-from=F",
    "-L --max-line-length",
    "-w --words",
    "--help",
    "--version",
  ],
  needsFiles: true,
  refuses: (_call, read) => (read.has("files0-from") ? "its list of files is not read" : undefined),
});
