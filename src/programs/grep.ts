import type { Argument } from "../domain/argument.ts";
import { defineFilter } from "./common/filter.ts";
import type { OptionsRead } from "./common/options.ts";

/** Finds lines; the status tells whether any was found. `egrep` and `fgrep` are scripts around it. */
export const grepProgram = defineFilter({
  names: ["grep", "egrep", "fgrep"],
  holds: "lines",
  unreadableStatus: 2,
  options: [
    "-E --extended-regexp",
    "-F --fixed-strings",
    "-G --basic-regexp",
    "-P --perl-regexp",
    "-e --regexp=PATTERNS",
    "-f --file=FILE",
    "-i -y --ignore-case",
    "--no-ignore-case",
    "-w --word-regexp",
    "-x --line-regexp",
    "-z --null-data",
    "-s --no-messages",
    "-v --invert-match",
    "-V --version",
    "--help",
    "-m --max-count=NUM",
    "-b --byte-offset",
    "-n --line-number",
    "--line-buffered",
    "-H --with-filename",
    "-h --no-filename",
    "--label=LABEL",
    "-o --only-matching",
    "-q --quiet --silent",
    "--binary-files=TYPE",
    "-a --text",
    "-I",
    "-d --directories=ACTION",
    "-D --devices=ACTION",
    "-r --recursive",
    "-R --dereference-recursive",
    "--include=GLOB",
    "--exclude=GLOB",
    "--exclude-from=FILE",
    "--exclude-dir=GLOB",
    "-L --files-without-match",
    "-l --files-with-matches",
    "-c --count",
    "-T --initial-tab",
    "-Z --null",
    "-B --before-context=NUM",
    "-A --after-context=NUM",
    "-C --context=NUM",
    "--group-separator=SEP",
    "--no-group-separator",
    "--color --colour[=WHEN]",
    "-U --binary",
    "-u --unix-byte-offsets",
    "-0 -1 -2 -3 -4 -5 -6 -7 -8 -9",
  ],
  countLeading: (read) => (read.has("regexp") || read.has("file") ? 0 : 1),
  fileOptions: ["file", "exclude-from"],
  isStatusFromData: true,
  mayPrintNothing: true,
  isSilent: (read) => read.has("quiet") || read.has("silent"),
  meetsOwnOutput,
  needsFiles: namesItsFiles,
  defaultOperand: (read) => (isRecursive(read) ? "." : undefined),
  realProgram: (name) =>
    name === "egrep" ? ["grep", "-E"] : name === "fgrep" ? ["grep", "-F"] : ["grep"],
});

/** Lines are not looked for in the file that they are written to; names and counts may be. */
function meetsOwnOutput(read: OptionsRead): { readonly status?: number } | undefined {
  if (read.has("files-without-match") || read.has("count")) return undefined;
  const isListed = ["files-with-matches", "quiet", "silent", "max-count"].some((key) =>
    read.has(key),
  );
  return isListed ? {} : { status: 2 };
}

function isRecursive(read: OptionsRead): boolean {
  const last = read.last("recursive", "dereference-recursive", "directories");
  return last === "directories" ? read.value("directories") === "recurse" : last !== undefined;
}

function namesItsFiles(read: OptionsRead, files: readonly Argument[]): boolean {
  return (
    files.length > 1 ||
    isRecursive(read) ||
    ["with-filename", "files-without-match", "files-with-matches"].some((key) => read.has(key))
  );
}
