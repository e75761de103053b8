import { defineFilter } from "./common/filter.ts";

/** Finds printable text in bytes. */
export const stringsProgram = defineFilter({
  names: ["strings"],
  options: [
    "-a --all",
    "-d --data",
    "-f --print-file-name",
    "-n --bytes=NUMBER",
    "-t --radix=RADIX",
    "-o",
    "-T --target=NAME",
    "-e --encoding=ENCODING",
    "-w --include-all-whitespace",
    "-s --output-separator=TEXT",
    "-U --unicode=HOW",
    "-h --help",
    "-v -V --version",
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
  // `-` is no standard input to it.
  needsFiles: (read, files) => files.length > 1 || read.has("print-file-name"),
});
