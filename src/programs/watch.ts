import { plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { unknownStream } from "../domain/stream.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";
import { runInner } from "./common/wrapper.ts";

const options = [
  "-b --beep",
  "-c --color",
  "-C --no-color",
  "-d --differences[=permanent]",
  "-e --errexit",
  "-g --chgexit",
  "-q --equexit=CYCLES",
  "-n --interval=SECS",
  "-p --precise",
  "-r --no-rerun",
  "-t --no-title",
  "-w --no-wrap",
  "-x --exec",
  "-h --help",
  "-v --version",
];

/** Runs a command again and again until it is stopped; one round is modelled. */
export const watchProgram: Program = {
  names: ["watch"],
  options,
  acceptsUnknown: true,
  run: (call) => withOptions(call, options, (read) => watch(call, read), { stopsAtOperand: true }),
};

function watch(call: Call, read: OptionsRead): Outcome {
  if (read.operands.length === 0) return fail(call, "no command", 1);
  const hidden = read.operands.find((operand) => operand.unknown !== undefined);
  const text = read.operands.map((operand) => operand.text).join(" ");
  if (hidden?.unknown !== undefined) call.unknown(hidden.unknown, hidden);
  else if (read.has("exec")) runInner(call, read.operands, { isOutputTerminal: false });
  else {
    const shell = [plainArgument("sh"), plainArgument("-c"), { ...plainArgument(text) }];
    runInner(call, shell, { isOutputTerminal: false });
  }
  call.uncertain("how often `watch` repeats its command is not known; one round was looked at");
  return { status: undefined, output: unknownStream("it draws on the terminal") };
}
