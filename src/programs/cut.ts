import { defineFilter } from "./common/filter.ts";

/** Cuts columns out of lines. */
export const cutProgram = defineFilter({
  names: ["cut"],
  options: [
    "-b --bytes=LIST",
    "-c --characters=LIST",
    "-d --delimiter=DELIM",
    "-f --fields=LIST",
    "-n",
    "--complement",
    "-s --only-delimited",
    "--output-delimiter=STRING",
    "-z --zero-terminated",
    "--help",
    "--version",
  ],
});
