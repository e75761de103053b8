import { defineFilter } from "./common/filter.ts";
import type { OptionsRead } from "./common/options.ts";

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
  refuses: (_call, read) => refuse(read),
});

/** Several counts of standard input are padded for a pipe and not for a file. */
function refuse(read: OptionsRead): string | undefined {
  if (read.has("files0-from")) return "its list of files is not read";
  const counts = new Set(read.given.map(({ key }) => key));
  return read.operands.length === 0 && counts.size !== 1
    ? "how wide its columns are is not worked out"
    : undefined;
}
