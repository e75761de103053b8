import { defineFilter } from "./common/filter.ts";

/** Joins lines of two files on a field. */
export const joinProgram = defineFilter({
  names: ["join"],
  options: [
    "-a FILENUM",
    "-e STRING",
    "-i --ignore-case",
    "-j FIELD",
    "-o FORMAT",
    "-t CHAR",
    "-v FILENUM",
    "-1 FIELD",
    "-2 FIELD",
    "--check-order",
    "--nocheck-order",
    "--header",
    "-z --zero-terminated",
    "--help",
    "--version",
  ],
  isStatusFromData: true,
});
