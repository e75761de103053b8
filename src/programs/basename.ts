import type { Program } from "../domain/program.ts";
import { commonOptions, isMissingOperand, runCoreutil } from "./common/coreutil.ts";
import { quoteText } from "./common/messages.ts";
import { baseName } from "./common/paths.ts";

const options = ["-a --multiple", "-s --suffix=SUFFIX", "-z --zero", ...commonOptions];

/** Takes directories, and a suffix, off names. */
export const basenameProgram: Program = {
  names: ["basename"],
  options,
  run: (call) =>
    runCoreutil(
      call,
      options,
      (read, report) => {
        if (isMissingOperand(read, report)) return;
        const isMultiple = read.has("multiple") || read.has("suffix");
        const [first, second, third] = read.operands;
        if (!isMultiple && third !== undefined) {
          report.usage(`extra operand ${quoteText(third.text, call.environment)}`);
          return;
        }
        const names = isMultiple ? read.operands : first === undefined ? [] : [first];
        const suffix = read.value("suffix") ?? (isMultiple ? "" : (second?.text ?? ""));
        const end = read.has("zero") ? "\0" : "\n";
        for (const { text } of names) report.print(withoutSuffix(baseName(text), suffix) + end);
      },
      { stopsAtOperand: true },
    ),
};

function withoutSuffix(name: string, suffix: string): string {
  const isCut = suffix !== "" && name !== suffix && name !== "/" && name.endsWith(suffix);
  return isCut ? name.slice(0, -suffix.length) : name;
}
