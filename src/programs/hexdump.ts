import { defineFilter } from "./common/filter.ts";

/** Shows bytes as numbers. */
export const hexdumpProgram = defineFilter({
  names: ["hexdump", "hd"],
  // `-` is no standard input to it.
  needsFiles: (_, files) => files.length > 1,
  options: [
    "-b --one-byte-octal",
    "-c --one-byte-char",
    "-C --canonical",
    "-d --two-bytes-decimal",
    "-o --two-bytes-octal",
    "-x --two-bytes-hex",
    "-L --color[=VALUE]",
    "-e --format FORMAT",
    "-f --format-file FILE",
    "-n --length LENGTH",
    "-s --skip OFFSET",
    "-v --no-squeezing",
    "-h --help",
    "-V --version",
  ],
  fileOptions: ["format-file"],
});
