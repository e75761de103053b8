import { defineFilter } from "./common/filter.ts";

/** Turns each line around. */
export const revProgram = defineFilter({
  names: ["rev"],
  // `-` is no standard input to it.
  needsFiles: (_, files) => files.length > 1,
  options: ["-0 --zero", "-h --help", "-V --version"],
});
