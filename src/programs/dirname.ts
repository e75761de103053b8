import type { Program } from "../domain/program.ts";
import { commonOptions, isMissingOperand, runCoreutil } from "./common/coreutil.ts";
import { directoryName } from "./common/paths.ts";

const options = ["-z --zero", ...commonOptions];

/** Takes the last part off names. */
export const dirnameProgram: Program = {
  names: ["dirname"],
  options,
  run: (call) =>
    runCoreutil(call, options, (read, report) => {
      if (isMissingOperand(read, report)) return;
      const end = read.has("zero") ? "\0" : "\n";
      for (const { text } of read.operands) report.print(directoryName(text) + end);
    }),
};
