import { defineFilter } from "./common/filter.ts";
import type { OptionsRead } from "./common/options.ts";

/** Options whose name is followed by a name and a value. */
const pairs = ["arg", "argjson", "slurpfile", "rawfile"];

/** Looks into JSON. */
export const jqProgram = defineFilter({
  names: ["jq"],
  unreadableStatus: 2,
  options: [
    "-c --compact-output",
    "-n --null-input",
    "-e --exit-status",
    "-s --slurp",
    "-r --raw-output",
    "--raw-output0",
    "-R --raw-input",
    "-C --color-output",
    "-M --monochrome-output",
    "-S --sort-keys",
    "-a --ascii-output",
    "-j --join-output",
    "--tab",
    "--indent=N",
    "--unbuffered",
    "--stream",
    "--stream-errors",
    "--seq",
    "-f --from-file=FILE",
    "-L=DIRECTORY",
    "--arg=NAME",
    "--argjson=NAME",
    "--slurpfile=NAME",
    "--rawfile=NAME",
    "--args",
    "--jsonargs",
    "-h --help",
    "-V --version",
    "--build-configuration",
  ],
  isStatusFromData: true,
  countLeading: (read) => (takesOnlyWords(read) ? read.operands.length : 1 + countPairs(read)),
  needsFiles: (read) => (read.operands.at(0)?.text ?? "").includes("input_filename"),
  refuses: (_call, read) =>
    ["from-file", "L", "slurpfile", "rawfile"].some((key) => read.has(key))
      ? "what else it reads is not modelled"
      : undefined,
});

function countPairs(read: OptionsRead): number {
  return read.given.filter(({ key }) => pairs.includes(key)).length;
}

/** With --args the operands after the program are words, and with -n nothing is read. */
function takesOnlyWords(read: OptionsRead): boolean {
  return read.has("args") || read.has("jsonargs");
}
