import { defineFilter } from "./common/filter.ts";

/** Turns text into another encoding; what cannot be turned ends it after all that came before. */
export const iconvProgram = defineFilter({
  names: ["iconv"],
  options: [
    "-f --from-code=NAME",
    "-t --to-code=NAME",
    "-l --list",
    "-c",
    "-o --output=FILE",
    "-s --silent",
    "--verbose",
    "-? --help",
    "--usage",
    "-V --version",
  ],
  isStatusFromData: true,
  findOutput: (read) => ({ option: read.given.findLast((given) => given.key === "output") }),
  writesWhatThereIs: true,
  writesAfterInput: () => true,
});
