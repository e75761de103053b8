import { defineFilter } from "./common/filter.ts";

/** Sorts a partial order. */
export const tsortProgram = defineFilter({
  names: ["tsort"],
  options: ["--help", "--version"],
  isStatusFromData: true,
});
