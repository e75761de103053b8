import { defineFilter } from "./common/filter.ts";

/** Converts numbers to and from readable sizes. */
export const numfmtProgram = defineFilter({
  names: ["numfmt"],
  options: [
    "--debug",
    "-d --delimiter=X",
    "--field=FIELDS",
    "--format=FORMAT",
    "--from=UNIT",
    "--from-unit=N",
    "--grouping",
    "--header[=VALUE]",
    "--invalid=MODE",
    "--padding=N",
    "--round=METHOD",
    "--suffix=SUFFIX",
    "--to=UNIT",
    "--to-unit=N",
    "-z --zero-terminated",
    "--help",
    "--version",
  ],
  countLeading: (read) => read.operands.length,
  isStatusFromData: true,
});
