import { defineFilter } from "./common/filter.ts";

/** Compares two files byte by byte; the status tells. */
export const cmpProgram = defineFilter({
  names: ["cmp"],
  options: [
    "-b --print-bytes",
    "-i --ignore-initial=SKIP",
    "-l --verbose",
    "-n --bytes=LIMIT",
    "-s --quiet --silent",
    "--help",
    "-v --version",
  ],
  isStatusFromData: true,
});
