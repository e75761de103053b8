import { defineFilter } from "./common/filter.ts";
import { succeed, untold } from "./common/outcome.ts";
import { holdSame } from "./common/same-content.ts";

/** Compares two files byte by byte; the status tells. */
export const cmpProgram = defineFilter({
  names: ["cmp"],
  unreadableStatus: 2,
  options: [
    "-b --print-bytes",
    "-i --ignore-initial=SKIP",
    "-l --verbose",
    "-n --bytes=LIMIT",
    "-s --quiet --silent",
    "--help",
    "-v --version",
  ],
  isStatusFromData: true,
  mayPrintNothing: true,
  isSilent: (read) => read.has("quiet") || read.has("silent"),
  answer: (call, read) => {
    const [first, second] = read.operands.map((operand) => operand.text);
    if (read.given.some(({ key }) => key === "bytes" || key === "ignore-initial")) return undefined;
    if (read.operands.length !== 2 || first === undefined || second === undefined) return undefined;
    const isSame = holdSame(call, first, second, false);
    if (isSame === undefined) return undefined;
    return isSame ? succeed() : untold("where they differ is not worked out", 1);
  },
});
