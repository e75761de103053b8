import { defineFilter } from "./common/filter.ts";
import type { OptionsRead } from "./common/options.ts";
import { succeed, untold } from "./common/outcome.ts";
import { holdSame } from "./common/same-content.ts";

/** Compares files; the status tells. Its headers hold names and times. */
export const diffProgram = defineFilter({
  names: ["diff"],
  unreadableStatus: 2,
  options: [
    "--normal",
    "-q --brief",
    "-s --report-identical-files",
    "-e --ed",
    "-n --rcs",
    "-y --side-by-side",
    "-W --width=NUM",
    "--left-column",
    "--suppress-common-lines",
    "-p --show-c-function",
    "-F --show-function-line=RE",
    "--label LABEL",
    "-t --expand-tabs",
    "-T --initial-tab",
    "--tabsize=NUM",
    "--suppress-blank-empty",
    "-l --paginate",
    "-r --recursive",
    "--no-dereference",
    "-N --new-file",
    "--unidirectional-new-file",
    "--ignore-file-name-case",
    "--no-ignore-file-name-case",
    "-x --exclude=PAT",
    "-X --exclude-from=FILE",
    "-S --starting-file=FILE",
    "--from-file=FILE",
    "--to-file=FILE",
    "-i --ignore-case",
    "-E --ignore-tab-expansion",
    "-Z --ignore-trailing-space",
    "-b --ignore-space-change",
    "-w --ignore-all-space",
    "-B --ignore-blank-lines",
    "-I --ignore-matching-lines=RE",
    "-a --text",
    "--strip-trailing-cr",
    "-D --ifdef=NAME",
    "-d --minimal",
    "--horizon-lines=NUM",
    "--speed-large-files",
    "--color[=VALUE]",
    "--palette=PALETTE",
    "--help",
    "-v --version",
    "-c",
    "-C NUM --context[=NUM]",
    "-u",
    "-U NUM --unified[=NUM]",
    "--old-group-format=FORMAT",
    "--new-group-format=FORMAT",
    "--unchanged-group-format=FORMAT",
    "--changed-group-format=FORMAT",
    "--line-format=FORMAT",
    "--old-line-format=FORMAT",
    "--new-line-format=FORMAT",
    "--unchanged-line-format=FORMAT",
    "-0",
    "-1",
    "-2",
    "-3",
    "-4",
    "-5",
    "-6",
    "-7",
    "-8",
    "-9",
  ],
  isStatusFromData: true,
  mayPrintNothing: true,
  answer: (call, read) => {
    const [first, second] = read.operands.map((operand) => operand.text);
    if (read.operands.length !== 2 || first === undefined || second === undefined) return undefined;
    const isSame = holdSame(call, first, second, read.has("recursive"));
    if (isSame === true && !read.has("report-identical-files")) return succeed();
    return isSame === false && !hidesDifferences(read)
      ? untold("the differences are not worked out", 1)
      : undefined;
  },
  needsFiles: true,
  fileOptions: ["exclude-from", "from-file", "to-file"],
  refuses: (_call, read) => (read.has("paginate") ? "it runs `pr`" : undefined),
});

/** Options with which files that differ can still pass for the same. */
function hidesDifferences(read: OptionsRead): boolean {
  const hiding = /^(ignore-|exclude|strip-trailing-cr|starting-file|no-dereference)/;
  return read.given.some(({ key }) => hiding.test(key));
}
