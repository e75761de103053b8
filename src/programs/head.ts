import { defineFilter } from "./common/filter.ts";

/** Prints the start of its input. */
export const headProgram = defineFilter({
  names: ["head"],
  options: [
    "-c --bytes=NUM",
    "-n --lines=NUM",
    "-q --quiet --silent",
    "-v --verbose",
    "-z --zero-terminated",
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
  endsInput: true,
  needsFiles: (_read, files) => files.length > 1,
});
