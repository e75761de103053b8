import { defineWrapper } from "./common/wrapper.ts";

/** Runs a command on some processors; with -p it tells or sets those of a process. */
export const tasksetProgram = defineWrapper({
  names: ["taskset"],
  options: ["-a --all-tasks", "-p --pid", "-c --cpu-list", "-h --help", "-V --version"],
  countLeading: () => 1,
  usageStatus: 1,
  isIdle: (read) => read.has("pid"),
});
