import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import { type OptionsRead, readOptions } from "./common/options.ts";
import { fail, unforeseen } from "./common/outcome.ts";
import { splitString } from "./common/split-string.ts";
import { withOptions } from "./common/with-options.ts";
import { runInner } from "./common/wrapper.ts";

const options = [
  "-i --ignore-environment",
  "-0 --null",
  "-u --unset=NAME",
  "-C --chdir=DIR",
  "-S --split-string=S",
  "--block-signal[=SIG]",
  "--default-signal[=SIG]",
  "--ignore-signal[=SIG]",
  "--list-signal-handling",
  "-v --debug",
  "--help",
  "--version",
];

/** Runs a command in another environment, or prints the one there is. */
export const envProgram: Program = {
  names: ["env"],
  options,
  acceptsUnknown: true,
  run: (call) =>
    withOptions(call, options, (read) => runEnv(call, read, []), {
      stopsAtOperand: true,
      usageStatus: 125,
    }),
};

function runEnv(call: Call, read: OptionsRead, before: readonly OptionsRead[]): Outcome {
  const split = read.given.findLast((given) => given.key === "split-string");
  if (split?.value === undefined) return runWith(call, [...before, read]);
  const words = splitString(split.value, call.environment);
  if (words === undefined) return fail(call, "no terminating quote in -S string", 125);
  // The pieces take the place of the option; what follows them may again be options.
  const pieces = words.map((word) => ({ ...split.argument, text: word }));
  const again = readOptions(options, [...pieces, ...read.operands], { stopsAtOperand: true });
  if (again.unrecognized.length > 0) return unforeseen(call, "what `env -S` is given is not known");
  return runEnv(call, again, [...before, withoutSplit(read)]);
}

function withoutSplit(read: OptionsRead): OptionsRead {
  return { ...read, operands: [] };
}

function runWith(call: Call, reads: readonly OptionsRead[]): Outcome {
  const operands = reads.at(-1)?.operands ?? [];
  const isEmpty = reads.some((read) => read.has("ignore-environment")) || operands[0]?.text === "-";
  const words = operands[0]?.text === "-" ? operands.slice(1) : operands;
  const environment = new Map(isEmpty ? [] : call.environment);
  for (const name of reads.flatMap((read) => read.values("unset"))) environment.delete(name);
  const start = words.findIndex((word) => word.unknown !== undefined || !word.text.includes("="));
  const end = start < 0 ? words.length : start;
  for (const word of words.slice(0, end)) assign(environment, word);
  const directory = reads.flatMap((read) => read.values("chdir")).at(-1);
  return runIn(call, reads, environment, words.slice(end), directory);
}

function runIn(
  call: Call,
  reads: readonly OptionsRead[],
  environment: ReadonlyMap<string, string>,
  command: readonly Argument[],
  directory: string | undefined,
): Outcome {
  if (command.length === 0) {
    const end = reads.some((read) => read.has("null")) ? "\0" : "\n";
    const lines = [...environment].map(([name, value]) => `${name}=${value}${end}`);
    return { status: 0, output: textStream(lines.join("")) };
  }
  if (directory === undefined) return runInner(call, command, { environment });
  const real = call.files.realPath(directory);
  const status = call.files.stat(directory);
  if (isError(real) || isError(status) || status.type !== "directory") {
    return fail(call, `cannot change directory to '${directory}'`, 125);
  }
  return runInner(call, command, { environment, directory: real });
}

function assign(environment: Map<string, string>, word: Argument): void {
  const equals = word.text.indexOf("=");
  environment.set(word.text.slice(0, equals), word.text.slice(equals + 1));
}
