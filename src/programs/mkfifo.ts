import { describeError } from "../domain/error-text.ts";
import type { Program } from "../domain/program.ts";
import { commonOptions, isMissingOperand, runCoreutil } from "./common/coreutil.ts";
import { quoteName } from "./common/messages.ts";
import { readNodeMode } from "./common/node-mode.ts";

const options = ["-m --mode=MODE", "-Z", "--context[=CTX]", ...commonOptions];

/** Makes named pipes. */
export const mkfifoProgram: Program = {
  names: ["mkfifo"],
  options,
  areOperandsIndependent: true,
  run: (call) =>
    runCoreutil(call, options, (read, report) => {
      if (isMissingOperand(read, report)) return;
      const mode = readNodeMode(call, read, report);
      if (mode === "wrong") return;
      for (const operand of read.operands) {
        const files = call.files.for(operand);
        const error = files.makeNode(operand.text, "fifo");
        if (error !== undefined)
          report.fail(`cannot create fifo ${quoteName(operand.text)}: ${describeError(error)}`);
        else if (mode !== undefined) files.setAccess(operand.text, { mode });
      }
    }),
};
