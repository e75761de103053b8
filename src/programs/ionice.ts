import { defineWrapper } from "./common/wrapper.ts";

/** Runs a command with another priority for disks; with -p, -P or -u it sets that of processes. */
export const ioniceProgram = defineWrapper({
  names: ["ionice"],
  options: [
    "-c --class=CLASS",
    "-n --classdata=NUM",
    "-p --pid=PID",
    "-P --pgid=PGRP",
    "-t --ignore",
    "-u --uid=UID",
    "-h --help",
    "-V --version",
  ],
  mayLackCommand: true,
  usageStatus: 1,
  isIdle: (read) => read.has("pid") || read.has("pgid") || read.has("uid"),
});
