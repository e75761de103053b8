import { defineFilter } from "./common/filter.ts";

/** Prints the end of its input; with -f it never ends. */
export const tailProgram = defineFilter({
  names: ["tail"],
  holds: "input",
  options: [
    "-c --bytes=NUM",
    "-f --follow[=HOW]",
    "-F",
    "-n --lines=NUM",
    "--max-unchanged-stats=N",
    "--pid=PID",
    "-q --quiet --silent",
    "--retry",
    "-s --sleep-interval=N",
    "-v --verbose",
    "-z --zero-terminated",
    "--help",
    "--version",
    "-0 -1 -2 -3 -4 -5 -6 -7 -8 -9",
  ],
  needsFiles: (_read, files) => files.length > 1,
  refuses: (_call, read) =>
    read.has("follow") || read.has("F") ? "it waits for lines to come" : undefined,
});
