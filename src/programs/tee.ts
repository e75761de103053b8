import { describeError } from "../domain/error-text.ts";
import type { Call, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { quoteWhereNeeded } from "./common/messages.ts";
import { waitForReader } from "./common/wait-for-reader.ts";
import { writeStream } from "./common/write-stream.ts";

const options = [
  "-a --append",
  "-i --ignore-interrupts",
  "-p",
  "--output-error[=MODE]",
  ...commonOptions,
];
const modes = [["warn"], ["warn-nopipe"], ["exit"], ["exit-nopipe"]];

/** Copies its input to files and to its output. */
export const teeProgram: Program = {
  names: ["tee"],
  options,
  areOperandsIndependent: true,
  run: (call) =>
    runCoreutil(call, options, (read, report) => {
      const mode = read.value("output-error");
      if (
        mode !== undefined &&
        !modes.some((known) => known.some((name) => name.startsWith(mode)))
      ) {
        report.invalidArgument(mode, "--output-error", modes);
        return;
      }
      const how = read.has("append") ? "append" : "truncate";
      for (const operand of read.operands) {
        const path = operand.text === "-" ? "./-" : operand.text;
        if (isNamedPipe(call, path)) waitForReader(call, report, operand);
        const error = writeStream(call, path, call.input, operand, { how });
        if (error === undefined) continue;
        report.fail(`${quoteWhereNeeded(operand.text)}: ${describeError(error)}`);
        if (mode?.startsWith("exit") === true) return;
      }
      report.printStream(call.input);
    }),
};

/** One that lies in a directory, not what the command itself has open. */
function isNamedPipe(call: Call, path: string): boolean {
  const status = call.files.lstat(path);
  return !isError(status) && status.type === "fifo" && status.inode !== 0;
}
