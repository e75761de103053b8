import type { Program } from "../domain/program.ts";
import { commonOptions, isMissingOperand, runCoreutil } from "./common/coreutil.ts";
import { quoteText } from "./common/messages.ts";

const options = commonOptions;

/** Removes one name, as unlink(2) does. */
export const unlinkProgram: Program = {
  names: ["unlink"],
  options,
  run: (call) =>
    runCoreutil(call, options, (read, report) => {
      if (isMissingOperand(read, report)) return;
      const [operand, extra] = read.operands;
      if (extra !== undefined) {
        report.usage(`extra operand ${quoteText(extra.text, call.environment)}`);
        return;
      }
      if (operand === undefined) return;
      const error = call.files.for(operand).unlink(operand.text);
      if (error !== undefined) report.failOn("cannot unlink", operand.text, error);
    }),
};
