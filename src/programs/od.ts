import { defineFilter } from "./common/filter.ts";

/** Shows bytes as numbers. */
export const odProgram = defineFilter({
  names: ["od"],
  options: [
    "-A --address-radix=RADIX",
    "--endian=BIGLITTLE",
    "-j --skip-bytes=BYTES",
    "-N --read-bytes=BYTES",
    "-S --strings[=VALUE]",
    "-t --format=TYPE",
    "-v --output-duplicates",
    "-w[=VALUE] --width[=VALUE]",
    "--traditional",
    "--help",
    "--version",
    "-a",
    "-b",
    "-c",
    "-d",
    "-f",
    "-i",
    "-l",
    "-o",
    "-s",
    "-x",
  ],
});
