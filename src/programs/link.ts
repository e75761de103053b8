import { describeError } from "../domain/error-text.ts";
import type { Program } from "../domain/program.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { quoteName, quoteText } from "./common/messages.ts";

const options = commonOptions;

/** Makes one hard link, as link(2) does. */
export const linkProgram: Program = {
  names: ["link"],
  options,
  run: (call) =>
    runCoreutil(call, options, (read, report) => {
      const [from, to, extra] = read.operands;
      if (from === undefined) report.usage("missing operand");
      else if (to === undefined)
        report.usage(`missing operand after ${quoteText(from.text, call.environment)}`);
      else if (extra !== undefined)
        report.usage(`extra operand ${quoteText(extra.text, call.environment)}`);
      else {
        const error = call.files.for(to).hardLink(from.text, to.text);
        if (error === undefined) return;
        report.fail(
          `cannot create link ${quoteName(to.text)} to ${quoteName(from.text)}: ${describeError(error)}`,
        );
      }
    }),
};
