import { defineFilter } from "./common/filter.ts";

/** Compares two sorted files line by line. */
export const commProgram = defineFilter({
  names: ["comm"],
  options: [
    "-1",
    "-2",
    "-3",
    "--check-order",
    "--nocheck-order",
    "--output-delimiter=STR",
    "--total",
    "-z --zero-terminated",
    "--help",
    "--version",
  ],
  isStatusFromData: true,
});
