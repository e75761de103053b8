import { describeError } from "../domain/error-text.ts";
import type { Call, Program } from "../domain/program.ts";
import { emptyStream } from "../domain/stream.ts";
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
      const paths = read.operands.map(({ text }) => (text === "-" ? "./-" : text));
      // All are opened, and so emptied, before anything is read: `tee a < a` leaves nothing.
      const input = how === "truncate" && isFedBack(call, paths) ? emptyStream : call.input;
      for (const [index, operand] of read.operands.entries()) {
        const path = paths[index] ?? "";
        if (isNamedPipe(call, path)) waitForReader(call, report, operand);
        const error = writeStream(call, path, input, operand, { how });
        if (error === undefined) continue;
        report.fail(`${quoteWhereNeeded(operand.text)}: ${describeError(error)}`);
        if (mode?.startsWith("exit") === true) return;
      }
      report.printStream(input);
    }),
};

/** Whether one of the files is what it reads from. */
function isFedBack(call: Call, paths: readonly string[]): boolean {
  const own = call.files.stat("/dev/stdin");
  if (isError(own) || own.type !== "file") return false;
  return paths.some((path) => {
    const status = call.files.stat(path);
    const isSame = !isError(status) && status.inode === own.inode && status.device === own.device;
    return isSame && call.files.access(path, "write") === undefined;
  });
}

/** One that lies in a directory, not what the command itself has open. */
function isNamedPipe(call: Call, path: string): boolean {
  const status = call.files.lstat(path);
  return !isError(status) && status.type === "fifo" && status.inode !== 0;
}
