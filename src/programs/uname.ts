import { defineFilter } from "./common/filter.ts";

/** Names the running kernel. */
export const unameProgram = defineFilter({
  names: ["uname", "arch"],
  options: [
    "-a --all",
    "-s --kernel-name",
    "-n --nodename",
    "-r --kernel-release",
    "-v --kernel-version",
    "-m --machine",
    "-p --processor",
    "-i --hardware-platform",
    "-o --operating-system",
    "--help",
    "--version",
  ],
  countLeading: (read) => read.operands.length,
  ignoresInput: true,
});
