import { defineFilter } from "./common/filter.ts";

/** Checksums; the lines name their files. */
export const cksumProgram = defineFilter({
  names: ["cksum", "sum"],
  options: [
    "-a --algorithm=TYPE",
    "-c --check",
    "-l --length=BITS",
    "--tag",
    "--untagged",
    "-z --zero",
    "--ignore-missing",
    "--quiet",
    "--status",
    "--strict",
    "-w --warn",
    "--debug",
    "--help",
    "--version",
    "-r",
    "-s --sysv",
  ],
  needsFiles: true,
  hasStatusFromData: (read) => read.has("check"),
});
