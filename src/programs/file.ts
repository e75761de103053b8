import { defineFilter } from "./common/filter.ts";

/** Tells what kind of data a file holds. */
export const fileProgram = defineFilter({
  names: ["file"],
  options: [
    "--help",
    "-v --version",
    "-m --magic-file=LIST",
    "-z --uncompress",
    "-Z --uncompress-noreport",
    "-b --brief",
    "-c --checking-printout",
    "-e --exclude=TEST",
    "--exclude-quiet=TEST",
    "-f --files-from=FILE",
    "-F --separator=STRING",
    "-i --mime",
    "--apple",
    "--extension",
    "--mime-type",
    "--mime-encoding",
    "-k --keep-going",
    "-l --list",
    "-L --dereference",
    "-h --no-dereference",
    "-n --no-buffer",
    "-N --no-pad",
    "-0 --print0",
    "-p --preserve-date",
    "-P --parameter",
    "-r --raw",
    "-s --special-files",
    "-S --no-sandbox",
    "-C --compile",
    "-d --debug",
  ],
  needsFiles: true,
  ignoresInput: true,
  fileOptions: ["files-from", "magic-file"],
  refuses: (_call, read) =>
    read.has("compile") || read.has("uncompress") || read.has("uncompress-noreport")
      ? "it does more than read"
      : undefined,
});
