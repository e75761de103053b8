import { dispatchPlain } from "../dispatch.ts";
import { runProgramNamed } from "../programs.ts";
import { Unwinding } from "../unwinding.ts";
import { type Builtin, type BuiltinCall, complain, readLetters } from "./builtin.ts";
import { findBuiltin } from "./find-builtin.ts";
import { runBuiltin } from "./run.ts";
import { describeNames } from "./type.ts";

/** `exec [command]`: the shell becomes the program; without one only redirections stay. */
export const execBuiltin: Builtin = { acceptsUnknown: true, run: runExec };

/** `command [-pVv] name words`: no functions. */
export const commandBuiltin: Builtin = {
  acceptsUnknown: true,
  run: runCommand,
};

/** `builtin name words`: no functions, no programs. */
export const builtinBuiltin: Builtin = {
  acceptsUnknown: true,
  isBashOnly: true,
  run: runBuiltinNamed,
};

function runExec(call: BuiltinCall): number | undefined {
  const { operands, stranger } = readLetters(call.words, "cla:");
  if (stranger !== undefined) return complain(call, `-${stranger}: invalid option`, 2);
  if (operands.length === 0) return 0;
  const { shell } = call;
  shell.command = operands;
  runProgramNamed(shell, operands);
  // The shell is gone: nothing after it runs, nor do its traps.
  shell.traps.delete("EXIT");
  throw new Unwinding("exit", shell.state.lastStatus);
}

function runCommand(call: BuiltinCall): number | undefined {
  const { letters, operands, stranger } = readLetters(call.words, "pVv");
  if (stranger !== undefined) return complain(call, `-${stranger}: invalid option`, 2);
  if (operands.length === 0) return 0;
  if (letters.has("v")) return describeNames(call, operands, "short");
  if (letters.has("V")) return describeNames(call, operands, "long");
  call.shell.command = operands;
  dispatchPlain(call.shell, { command: operands, declared: call.declared, isMild: true });
  return call.shell.state.lastStatus;
}

function runBuiltinNamed(call: BuiltinCall): number | undefined {
  const operands = call.words[0]?.text === "--" ? call.words.slice(1) : call.words;
  const [first] = operands;
  if (first === undefined) return 0;
  const found = findBuiltin(call.shell, first.text);
  if (found === undefined) return complain(call, `${first.text}: not a shell builtin`);
  runBuiltin(call.shell, found, { command: operands, declared: call.declared });
  return call.shell.state.lastStatus;
}
