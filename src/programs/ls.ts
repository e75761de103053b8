import type { Call, Outcome, Program } from "../domain/program.ts";
import { runCoreutil } from "./common/coreutil.ts";
import { defineFilter } from "./common/filter.ts";
import { listFiles } from "./common/list-files.ts";
import { listOptions, readListRules } from "./common/list-rules.ts";
import { readOptions } from "./common/options.ts";

/** Everything beyond plain names is asked of the real program. */
const real = defineFilter({
  names: ["ls", "dir", "vdir"],
  options: listOptions,
  ignoresInput: true,
  needsFiles: true,
  isStatusFromData: true,
  defaultOperand: () => ".",
});

/** Lists directories. */
export const lsProgram: Program = {
  names: ["ls", "dir", "vdir"],
  options: listOptions,
  acceptsUnknown: true,
  run: (call) => {
    const read = readOptions(listOptions, call.arguments);
    const isKnown = call.arguments.every(({ unknown }) => unknown === undefined);
    const rules = isKnown && read.unrecognized.length === 0 ? readListRules(call, read) : undefined;
    if (rules === undefined && read.unrecognized.length === 0) return fromReal(call);
    return runCoreutil(
      call,
      listOptions,
      (given, report) => {
        if (rules !== undefined) listFiles(call, given.operands, rules, report);
      },
      { usageStatus: 2 },
    );
  },
};

/** On a terminal the columns hang on its width; nobody reads them there but a person. */
function fromReal(call: Call): Outcome {
  return real.run(call);
}
