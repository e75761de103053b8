import { defineFilter } from "./common/filter.ts";

/** Looks names up in the account and host databases. */
export const getentProgram = defineFilter({
  names: ["getent"],
  options: [
    "-A --no-addrconfig",
    "-i --no-idn",
    "-s --service=CONFIG",
    "-? --help",
    "--usage",
    "-V --version",
  ],
  countLeading: (read) => read.operands.length,
  ignoresInput: true,
  isStatusFromData: true,
  refuses: (_call, read) =>
    /^a?hosts/.test(read.operands[0]?.text ?? "") ? "it asks the name server" : undefined,
});
