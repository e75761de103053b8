import { describeError } from "../domain/error-text.ts";
import type { Call, Program } from "../domain/program.ts";
import { type ErrorCode, isError } from "../domain/world.ts";
import { canonicalize } from "./common/canonicalize.ts";
import { commonOptions, isMissingOperand, runCoreutil } from "./common/coreutil.ts";
import { quoteWhereNeeded } from "./common/messages.ts";
import type { OptionsRead } from "./common/options.ts";

const options = [
  "-f --canonicalize",
  "-e --canonicalize-existing",
  "-m --canonicalize-missing",
  "-n --no-newline",
  "-q -s --silent --quiet",
  "-v --verbose",
  "-z --zero",
  ...commonOptions,
];

/** Shows where links lead. */
export const readlinkProgram: Program = {
  names: ["readlink"],
  options,
  run: (call) =>
    runCoreutil(call, options, (read, report) => {
      if (isMissingOperand(read, report)) return;
      const isSingle = read.operands.length === 1;
      if (read.has("no-newline") && !isSingle)
        report.warn("ignoring --no-newline with multiple arguments");
      const end = read.has("no-newline") && isSingle ? "" : read.has("zero") ? "\0" : "\n";
      for (const { text } of read.operands) {
        const value = resolve(call, text, read);
        if (typeof value !== "string") report.print(value.path + end);
        else if (read.last("verbose", "quiet") === "verbose") {
          report.fail(`${quoteWhereNeeded(text)}: ${describeError(value)}`);
        } else report.setStatus(1);
      }
    }),
};

function resolve(
  call: Call,
  path: string,
  read: OptionsRead,
): { readonly path: string } | ErrorCode {
  const how = read.last("canonicalize", "canonicalize-existing", "canonicalize-missing");
  if (how === "canonicalize-existing") return canonicalize(call, path, "existing");
  if (how !== undefined)
    return canonicalize(call, path, how === "canonicalize" ? "last" : "missing");
  const target = call.files.readLink(path);
  return isError(target) ? target : { path: target };
}
