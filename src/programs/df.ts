import { defineFilter } from "./common/filter.ts";

/** Tells how full file systems are; that changes by the minute, and is not worked out. */
export const dfProgram = defineFilter({
  names: ["df"],
  options: [
    "-a --all",
    "-B --block-size=SIZE",
    "-h --human-readable",
    "-H --si",
    "-i --inodes",
    "-k",
    "-l --local",
    "--no-sync",
    "--output[=FIELDS]",
    "-P --portability",
    "--sync",
    "--total",
    "-t --type=TYPE",
    "-T --print-type",
    "-x --exclude-type=TYPE",
    "-v",
    "--help",
    "--version",
  ],
  ignoresInput: true,
  needsFiles: true,
  refuses: () => "how full a file system will be is not known before",
});
