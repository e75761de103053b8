import { defineWrapper } from "./common/wrapper.ts";

/** Runs a command with another priority; alone it prints the present one. */
export const niceProgram = defineWrapper({
  names: ["nice"],
  options: ["-n --adjustment=N", "--help", "--version", "-0 -1 -2 -3 -4 -5 -6 -7 -8 -9"],
  mayLackCommand: true,
  usageStatus: 125,
});
