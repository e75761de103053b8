import { plainArgument } from "../domain/argument.ts";
import type { Call, CallChanges, Outcome, Program } from "../domain/program.ts";
import {
  accountVariables,
  findAccount,
  identityOf,
  keepSafe,
  rootAccount,
  securePath,
} from "./common/elevate.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";
import { runInner } from "./common/wrapper.ts";

const options = ["-u --user=USER", "--disable-internal-agent", "--keep-cwd", "--help", "--version"];

/** Runs a command as another user by way of polkit, in that user's home unless told to stay. */
export const pkexecProgram: Program = {
  names: ["pkexec"],
  options,
  acceptsUnknown: true,
  run: (call) => withOptions(call, options, (read) => pkexec(call, read), { stopsAtOperand: true }),
};

function pkexec(call: Call, read: OptionsRead): Outcome {
  const name = read.value("user");
  const account = name === undefined ? rootAccount(call) : findAccount(call, name);
  if (account === undefined) return fail(call, "user does not exist", 127);
  const environment = keepSafe(call.environment);
  for (const [variable, value] of accountVariables(account)) environment.set(variable, value);
  environment.set("PATH", securePath);
  environment.set("PKEXEC_UID", String(call.identity.uid));
  const changes: CallChanges = {
    identity: identityOf(account, "pkexec"),
    environment,
    ...(read.has("keep-cwd") ? {} : { directory: account.home }),
  };
  const command = read.operands.length === 0 ? [plainArgument(account.shell)] : read.operands;
  return runInner(call, command, changes);
}
