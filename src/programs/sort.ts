import type { Call } from "../domain/program.ts";
import { defineFilter } from "./common/filter.ts";
import type { OptionsRead } from "./common/options.ts";

/** Sorts lines; `-o` may name one of the files that it reads. */
export const sortProgram = defineFilter({
  names: ["sort"],
  holds: "input",
  unreadableStatus: 2,
  options: [
    "-b --ignore-leading-blanks",
    "-d --dictionary-order",
    "-f --ignore-case",
    "-g --general-numeric-sort",
    "-i --ignore-nonprinting",
    "-M --month-sort",
    "-h --human-numeric-sort",
    "-n --numeric-sort",
    "-R --random-sort",
    "--random-source=FILE",
    "-r --reverse",
    "--sort=WORD",
    "-V --version-sort",
    "--batch-size=NMERGE",
    "-c",
    "-C",
    "--check[=HOW]",
    "--compress-program=PROG",
    "--debug",
    "--files0-from=F",
    "-k --key=KEYDEF",
    "-m --merge",
    "-o --output=FILE",
    "-s --stable",
    "-S --buffer-size=SIZE",
    "-t --field-separator=SEP",
    "-T --temporary-directory=DIR",
    "--parallel=N",
    "-u --unique",
    "-y[=SIZE]",
    "-z --zero-terminated",
    "--help",
    "--version",
  ],
  refuses: refuseSort,
  complains: complainOfSort,
  findOutput: (read) =>
    onlyChecks(read) ? {} : { option: read.given.findLast((given) => given.key === "output") },
  opensOutputFirst: true,
  // With -m lines go out as they come in.
  writesAfterInput: (read) => !read.has("merge"),
  outputFailure: 2,
  hasStatusFromData: onlyChecks,
});

/** What sort looks at before it opens its output. */
function complainOfSort(call: Call, read: OptionsRead): string | undefined {
  if (new Set(read.values("output")).size > 1) return "multiple output files specified";
  const closed = read.operands.find(
    ({ text }) => text !== "-" && call.files.access(text, "read") !== undefined,
  );
  return closed === undefined ? undefined : `cannot read: ${closed.text}`;
}

function onlyChecks(read: OptionsRead): boolean {
  return read.has("c") || read.has("C") || read.has("check");
}

function refuseSort(_call: Call, read: OptionsRead): string | undefined {
  if (read.has("random-sort") || read.value("sort") === "random") return "the order is random";
  if (read.has("compress-program")) return "it runs a program to compress with";
  return read.has("files0-from") ? "its list of files is not read" : undefined;
}
