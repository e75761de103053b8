import { defineFilter } from "./common/filter.ts";

/** Checksums; the lines name their files. */
export const md5sumProgram = defineFilter({
  names: ["md5sum", "sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum", "b2sum"],
  options: [
    "-b --binary",
    "-c --check",
    "--tag",
    "-t --text",
    "-z --zero",
    "--ignore-missing",
    "--quiet",
    "--status",
    "--strict",
    "-w --warn",
    "--help",
    "--version",
    "-l --length=BITS",
  ],
  needsFiles: true,
  hasStatusFromData: (read) => read.has("check"),
});
