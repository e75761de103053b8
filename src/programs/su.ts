import { type Argument, plainArgument } from "../domain/argument.ts";
import type { Account } from "../domain/facts.ts";
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
  "-m -p --preserve-environment",
  "-w --whitelist-environment=LIST",
  "-g --group=GROUP",
  "-G --supp-group=GROUP",
  "-l --login",
  "-c --command=COMMAND",
  "--session-command=COMMAND",
  "-f --fast",
  "-s --shell=SHELL",
  "-P --pty",
  "-T --no-pty",
  "-u --user=USER",
  "-h --help",
  "-V --version",
];

/** A shell, or with runuser -u a command, as another user. The password is taken to be right. */
export const suProgram: Program = {
  names: ["su", "runuser"],
  options,
  acceptsUnknown: true,
  run: (call) => withOptions(call, options, (read) => su(call, read)),
};

function su(call: Call, read: OptionsRead): Outcome {
  const isDash = read.operands[0]?.text === "-";
  const rest = isDash ? read.operands.slice(1) : read.operands;
  const isLogin = isDash || read.has("login");
  const direct = call.name === "runuser" ? read.value("user") : undefined;
  const name = direct ?? rest[0]?.text;
  const account = name === undefined ? rootAccount(call) : findAccount(call, name);
  const group = read.value("group");
  const gid = group === undefined ? account?.gid : findGroup(call, group);
  if (account === undefined || gid === undefined) return fail(call, "user or group does not exist");
  const changes: CallChanges = {
    identity: identityOf(account, call.name, gid),
    environment: makeEnvironment(call, read, account, isLogin),
    ...(isLogin ? { directory: account.home } : {}),
  };
  if (direct !== undefined) return runInner(call, rest, changes);
  return runInner(call, shellCommand(read, account, rest.slice(1)), changes);
}

function shellCommand(
  read: OptionsRead,
  account: Account,
  rest: readonly Argument[],
): readonly Argument[] {
  const shell = plainArgument(read.value("shell") ?? account.shell);
  const text = read.given.findLast(({ key }) => key === "command" || key === "session-command");
  if (text?.value === undefined) return [shell, ...rest];
  return [shell, plainArgument("-c"), attachedValue(text.argument, text.value), ...rest];
}

/** The value alone where it shares a word with its option (`--command=…`). */
function attachedValue(argument: Argument, value: string): Argument {
  return argument.text === value ? argument : { ...argument, text: value };
}

function makeEnvironment(
  call: Call,
  read: OptionsRead,
  account: Account,
  isLogin: boolean,
): ReadonlyMap<string, string> {
  if (read.has("preserve-environment") && !isLogin) return call.environment;
  const made = isLogin ? keepSafe(call.environment) : new Map(call.environment);
  for (const [variable, value] of accountVariables(account)) {
    // Without a login root keeps the name of who called: su sets USER for others only.
    const isName = variable === "USER" || variable === "LOGNAME";
    if (isLogin || account.uid !== 0 || !isName) made.set(variable, value);
  }
  made.set(
    "PATH",
    account.uid === 0 ? securePath : "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games",
  );
  return made;
}
