import { defineFilter } from "./common/filter.ts";

/** Shows access lists. */
export const getfaclProgram = defineFilter({
  names: ["getfacl"],
  options: [
    "-a --access",
    "-d --default",
    "-c --omit-header",
    "-e --all-effective",
    "-E --no-effective",
    "-s --skip-base",
    "-R --recursive",
    "-L --logical",
    "-P --physical",
    "-t --tabular",
    "-n --numeric",
    "--one-file-system",
    "-p --absolute-names",
    "-v --version",
    "-h --help",
  ],
  ignoresInput: true,
  needsFiles: true,
  isStatusFromData: true,
  refuses: (_call, read) =>
    read.operands.some(({ text }) => text === "-") ? "it reads names from its input" : undefined,
});
