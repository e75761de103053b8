import { defineFilter } from "./common/filter.ts";

/** Puts lines into a random order. */
export const shufProgram = defineFilter({
  names: ["shuf"],
  holds: "input",
  options: [
    "-e --echo",
    "-i --input-range=LO-HI",
    "-n --head-count=COUNT",
    "-o --output=FILE",
    "--random-source=FILE",
    "-r --repeat",
    "-z --zero-terminated",
    "--help",
    "--version",
  ],
  refuses: () => "the order is random",
  findOutput: (read) => ({ option: read.given.findLast((given) => given.key === "output") }),
});
