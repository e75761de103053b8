import type { Argument } from "../domain/argument.ts";
import { plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";
import { runInner } from "./common/wrapper.ts";

const options = [
  "-s --shared",
  "-x -e --exclusive",
  "-u --unlock",
  "-n --nb --nonblock",
  "-w --wait --timeout=SECS",
  "-E --conflict-exit-code=NUMBER",
  "-o --close",
  "-c --command=COMMAND",
  "-F --no-fork",
  "--verbose",
  "-h --help",
  "-V --version",
];

/** Runs a command while it holds a lock on a file, which it makes where it is missing. */
export const flockProgram: Program = {
  names: ["flock"],
  options,
  acceptsUnknown: true,
  run: (call) =>
    withOptions(call, options, (read) => runLocked(call, read), { stopsAtOperand: true }),
};

function runLocked(call: Call, read: OptionsRead): Outcome {
  const [lock, ...rest] = read.operands;
  if (lock === undefined) return fail(call, "requires a file descriptor, file or directory", 64);
  const command = innerCommand(call, read, rest);
  // A number alone is an open descriptor of the shell.
  if (command.length === 0)
    return /^\d+$/.test(lock.text) ? succeed() : fail(call, "bad number", 64);
  const status = call.files.stat(lock.text);
  if (isError(status)) {
    const error = call.files
      .for(lock)
      .write(lock.text, { kind: "text", text: "" }, { how: "append", mode: 0o666 });
    if (error !== undefined) return fail(call, `cannot open lock file ${lock.text}`, 66);
  }
  return runInner(call, command);
}

/** `-c` may stand before the lock file or after it. */
function innerCommand(
  call: Call,
  read: OptionsRead,
  rest: readonly Argument[],
): readonly Argument[] {
  const before = read.given.findLast((given) => given.key === "command");
  const [first, text] = rest;
  const shellText =
    before !== undefined
      ? before.argument
      : first?.text === "-c" || first?.text === "--command"
        ? text
        : undefined;
  if (shellText === undefined) return rest;
  const shell = call.environment.get("SHELL") || "/bin/sh";
  return [plainArgument(shell), plainArgument("-c"), shellText];
}
