import type { Argument } from "../domain/argument.ts";
import { describeError } from "../domain/error-text.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyStream, joinStreams, type Stream, unknownStream } from "../domain/stream.ts";
import { type ErrorCode, isError } from "../domain/world.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { defineFilter } from "./common/filter.ts";
import { quoteWhereNeeded } from "./common/messages.ts";
import { readOptions } from "./common/options.ts";
import { isOwnOutput, ownOutput } from "./common/own-output.ts";
import type { Report } from "./common/report.ts";
import { readSource } from "./common/source-content.ts";

const options = [
  "-A --show-all",
  "-b --number-nonblank",
  "-e",
  "-E --show-ends",
  "-n --number",
  "-s --squeeze-blank",
  "-t",
  "-T --show-tabs",
  "-u",
  "-v --show-nonprinting",
  ...commonOptions,
];

/** With these the text is not what the files hold; the real program shows what it is. */
const formatting = defineFilter({
  names: ["cat"],
  options,
  meetsOwnOutput: (_read, call) => ((ownOutput(call)?.size ?? 0) > 0 ? { status: 1 } : undefined),
});

/** Joins files. */
export const catProgram: Program = {
  names: ["cat"],
  options,
  acceptsUnknown: true,
  run: (call) => {
    const read = readOptions(options, call.arguments);
    const formats = read.given.some(({ key }) => !["u", "help", "version"].includes(key));
    return formats && read.unrecognized.length === 0 ? formatting.run(call) : joinFiles(call);
  },
};

function joinFiles(call: Call): Outcome {
  return runCoreutil(call, options, (read, report) => {
    let whole: Stream = emptyStream;
    const operands = read.operands.length === 0 ? [undefined] : read.operands;
    for (const operand of operands) {
      if (isRefused(call, operand, whole)) {
        report.fail(`${quoteWhereNeeded(operand?.text ?? "-")}: input file is output file`);
        continue;
      }
      const stream = operand === undefined ? call.input : readOperand(call, operand);
      if (typeof stream === "string") complain(report, operand?.text ?? "-", stream);
      else whole = joinStreams(whole, stream);
    }
    report.printStream(whole);
  });
}

/** A file with something in it is not copied into itself, which would never come to an end. */
function isRefused(call: Call, operand: Argument | undefined, printed: Stream): boolean {
  const own = ownOutput(call);
  if (own === undefined) return false;
  const isInput = operand === undefined || operand.text === "-";
  const path = isInput ? call.inputPath : operand.text;
  if (path === undefined || !isOwnOutput(call, path)) return false;
  return own.size > 0 || printed.kind !== "text" || printed.text !== "";
}

function complain(report: Report, path: string, error: ErrorCode): void {
  report.fail(`${quoteWhereNeeded(path)}: ${describeError(error)}`);
}

function readOperand(call: Call, operand: Argument): Stream | ErrorCode {
  if (operand.unknown !== undefined) return unknownStream(operand.unknown);
  if (operand.text === "-") return call.input;
  const source = readSource(call.files, operand.text);
  if (isError(source)) return source;
  if (source.isEndless)
    return { kind: "endless", ...(operand.text === "/dev/zero" ? { repeated: "\0" } : {}) };
  const { content } = source;
  if (content.kind === "unknown") return unknownStream(content.reason, content.source);
  const text = call.files.textOf(content);
  return text === undefined
    ? unknownStream("the file is too long to foresee")
    : { kind: "text", text };
}
