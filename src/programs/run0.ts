import { plainArgument } from "../domain/argument.ts";
import type { Call, CallChanges, Outcome, Program } from "../domain/program.ts";
import {
  accountVariables,
  findAccount,
  findGroup,
  identityOf,
  keepSafe,
  rootAccount,
  securePath,
} from "./common/elevate.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";
import { runInner } from "./common/wrapper.ts";

const options = [
  "--no-ask-password",
  "--machine=CONTAINER",
  "--unit=UNIT",
  "--property=NAME",
  "--description=TEXT",
  "--slice=SLICE",
  "--slice-inherit",
  "-u --user=USER",
  "-g --group=GROUP",
  "--nice=NICE",
  "-D --chdir=PATH",
  "--via-shell",
  "--setenv=NAME",
  "--background=COLOR",
  "--pty",
  "--pty-late",
  "--pipe",
  "--shell-prompt-prefix=PREFIX",
  "--lightweight=BOOLEAN",
  "--area=AREA",
  "--empower",
  "-h --help",
  "-V --version",
];

/** Runs a command, or a shell, as another user by way of systemd. */
export const run0Program: Program = {
  names: ["run0"],
  options,
  acceptsUnknown: true,
  run: (call) => withOptions(call, options, (read) => run0(call, read), { stopsAtOperand: true }),
};

function run0(call: Call, read: OptionsRead): Outcome {
  const name = read.value("user");
  const account = name === undefined ? rootAccount(call) : findAccount(call, name);
  const group = read.value("group");
  const gid = group === undefined ? account?.gid : findGroup(call, group);
  if (account === undefined || gid === undefined) return fail(call, "user or group does not exist");
  const environment = keepSafe(call.environment);
  for (const [variable, value] of accountVariables(account)) environment.set(variable, value);
  environment.set("PATH", securePath);
  const directory = read.value("chdir");
  const changes: CallChanges = {
    identity: identityOf(account, "run0", gid),
    environment,
    ...(directory === undefined ? {} : { directory }),
  };
  const command = read.operands.length === 0 ? [plainArgument(account.shell)] : read.operands;
  return runInner(call, command, changes);
}
