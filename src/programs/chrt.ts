import { defineWrapper } from "./common/wrapper.ts";

/** Runs a command under another scheduling policy; with -p or -m it deals with processes or prints. */
export const chrtProgram = defineWrapper({
  names: ["chrt"],
  options: [
    "-b --batch",
    "-d --deadline",
    "-f --fifo",
    "-i --idle",
    "-o --other",
    "-r --rr",
    "-R --reset-on-fork",
    "-T --sched-runtime=NS",
    "-P --sched-period=NS",
    "-D --sched-deadline=NS",
    "-a --all-tasks",
    "-m --max",
    "-p --pid",
    "-v --verbose",
    "-h --help",
    "-V --version",
  ],
  countLeading: () => 1,
  usageStatus: 1,
  isIdle: (read) => read.has("pid") || read.has("max"),
});
