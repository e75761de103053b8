import { plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyStream, joinStreams } from "../domain/stream.ts";
import { fail } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";
import { runInner } from "./common/wrapper.ts";
import { writeStream } from "./common/write-stream.ts";

const options = ["--help", "--version"];

/** Runs a command that outlives the terminal; what it prints there goes to `nohup.out`. */
export const nohupProgram: Program = {
  names: ["nohup"],
  options,
  acceptsUnknown: true,
  run: (call) =>
    withOptions(
      call,
      options,
      (read) => {
        if (read.operands.length === 0) return fail(call, "missing operand", 125);
        const changes = call.isInputTerminal ? { input: emptyStream } : {};
        if (!call.isOutputTerminal) return runInner(call, read.operands, changes);
        const path = openOutput(call);
        if (path === undefined) return fail(call, "failed to open 'nohup.out'", 125);
        const outcome = runInner(call, read.operands, { ...changes, isOutputTerminal: false });
        return keepOutput(call, path, outcome);
      },
      { stopsAtOperand: true },
    ),
};

/** `nohup.out` here, else in the home directory. */
function openOutput(call: Call): string | undefined {
  const home = call.environment.get("HOME");
  const places = home === undefined ? ["nohup.out"] : ["nohup.out", `${home}/nohup.out`];
  const open = (path: string) =>
    call.files.write(path, { kind: "text", text: "" }, { how: "append", mode: 0o600 });
  return places.find((path) => open(path) === undefined);
}

function keepOutput(call: Call, path: string, outcome: Outcome): Outcome {
  const printed = joinStreams(outcome.output, outcome.errors ?? emptyStream);
  writeStream(call, path, printed, plainArgument(path), { how: "append", mode: 0o600 });
  return { status: outcome.status, output: emptyStream };
}
