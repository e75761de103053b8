import { plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import {
  accountVariables,
  findAccount,
  identityOf,
  keepSafe,
  rootAccount,
  securePath,
} from "./common/elevate.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";
import { runInner } from "./common/wrapper.ts";

const options = ["-C CONFIG", "-L", "-n", "-s", "-u USER"];

/** Runs a command as another user by the rules of doas.conf; taken to be allowed, as sudo is. */
export const doasProgram: Program = {
  names: ["doas"],
  options,
  acceptsUnknown: true,
  run: (call) => withOptions(call, options, (read) => doas(call, read), { stopsAtOperand: true }),
};

function doas(call: Call, read: OptionsRead): Outcome {
  if (read.has("L")) return succeed();
  if (read.has("C")) return untold("it only checks a configuration");
  const name = read.value("u");
  const account = name === undefined ? rootAccount(call) : findAccount(call, name);
  if (account === undefined) return fail(call, "unknown user");
  const environment = keepSafe(call.environment);
  for (const [variable, value] of accountVariables(account)) environment.set(variable, value);
  environment.set("PATH", securePath);
  const shell = call.environment.get("SHELL") ?? account.shell;
  const command = read.has("s") ? [plainArgument(shell)] : read.operands;
  if (command.length === 0) return fail(call, "usage: doas command");
  return runInner(call, command, { identity: identityOf(account, "doas"), environment });
}
