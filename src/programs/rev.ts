import { defineFilter } from "./common/filter.ts";

/** Turns each line around. */
export const revProgram = defineFilter({
  names: ["rev"],
  options: ["-0 --zero", "-h --help", "-V --version"],
});
