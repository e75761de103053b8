import { type Argument, plainArgument } from "../domain/argument.ts";
import type { Account } from "../domain/facts.ts";
import type { Identity } from "../domain/identity.ts";
import type { Call, CallChanges, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import {
  accountVariables,
  findAccount,
  findGroup,
  identityOf,
  keepSafe,
  rootAccount,
  securePath,
  withGroup,
} from "./common/elevate.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";
import { runInner } from "./common/wrapper.ts";

const options = [
  "-A --askpass",
  "-b --background",
  "-B --bell",
  "-C --close-from=NUM",
  "-D --chdir=DIRECTORY",
  "-E",
  "--preserve-env[=LIST]",
  "-e --edit",
  "-g --group=GROUP",
  "-H --set-home",
  "--help",
  "-h --host=HOST",
  "-i --login",
  "-K --remove-timestamp",
  "-k --reset-timestamp",
  "-l --list",
  "-n --non-interactive",
  "-N --no-update",
  "-P --preserve-groups",
  "-p --prompt=PROMPT",
  "-R --chroot=DIRECTORY",
  "-r --role=ROLE",
  "-S --stdin",
  "-s --shell",
  "-t --type=TYPE",
  "-T --command-timeout=TIMEOUT",
  "-U --other-user=USER",
  "-u --user=USER",
  "-V --version",
  "-v --validate",
];

/** Runs a command as another user, root by default. It is taken to be allowed. */
export const sudoProgram: Program = {
  names: ["sudo", "sudoedit"],
  options,
  acceptsUnknown: true,
  run: (call) => withOptions(call, options, (read) => sudo(call, read), { stopsAtOperand: true }),
};

function sudo(call: Call, read: OptionsRead): Outcome {
  if (read.has("list") || read.has("validate") || read.has("remove-timestamp")) {
    return untold("it tells what one may do", 0);
  }
  if (read.has("chroot")) return unforeseen(call, "what lies in another root is not modelled");
  const account = targetAccount(call, read);
  const identity = account && targetIdentity(call, read, account);
  if (account === undefined || identity === undefined) return fail(call, "unknown user or group");
  const { assignments, command } = splitAssignments(read.operands);
  const environment = makeEnvironment(call, read, account, assignments);
  const changes: CallChanges = { identity, environment };
  if (call.name === "sudoedit" || read.has("edit")) {
    return runInner(call, [plainArgument("editor"), ...command], {
      ...changes,
      wrapper: "sudoedit",
    });
  }
  return runAs(call, read, account, command, changes);
}

function runAs(
  call: Call,
  read: OptionsRead,
  account: Account,
  command: readonly Argument[],
  changes: CallChanges,
): Outcome {
  const isLogin = read.has("login");
  const directory = read.value("chdir") ?? (isLogin ? account.home : undefined);
  if (read.has("chdir") && directory !== undefined && isError(call.files.stat(directory))) {
    return fail(call, `unable to change directory to ${directory}`);
  }
  const placed =
    directory === undefined ? changes : { ...changes, directory: absolute(call, directory) };
  if (command.length === 0) {
    if (!isLogin && !read.has("shell")) {
      return read.has("reset-timestamp") ? succeed() : fail(call, "no command given");
    }
    const shell = isLogin ? account.shell : (call.environment.get("SHELL") ?? account.shell);
    return runInner(call, [plainArgument(shell)], placed);
  }
  const outcome = runInner(call, command, placed);
  return read.has("background") ? { ...outcome, status: 0 } : outcome;
}

function absolute(call: Call, path: string): string {
  const real = call.files.realPath(path);
  return isError(real) ? path : real;
}

function targetAccount(call: Call, read: OptionsRead): Account | undefined {
  const name = read.value("user");
  if (name !== undefined) return findAccount(call, name) ?? numbered(name) ?? serviceAccount(name);
  if (read.has("group")) return call.facts.accounts.user(call.identity.uid);
  return rootAccount(call);
}

/** sudo takes `#uid` without an account, too. */
function numbered(name: string): Account | undefined {
  const number = /^#(\d+)$/.exec(name)?.[1];
  if (number === undefined) return undefined;
  const uid = Number(number);
  return { name, uid, gid: uid, groups: [uid], home: "/", shell: "/bin/sh" };
}

const services =
  /^(postgres|mysql|mongodb?|redis|www-data|apache|nginx|git|jenkins|elasticsearch|rabbitmq|minio|influxdb|grafana|prometheus|nextcloud|gitlab)$/;

/** The account that comes with a program: like the program, it is taken to be there. */
function serviceAccount(name: string): Account | undefined {
  if (!services.test(name)) return undefined;
  const uid = 65533;
  return { name, uid, gid: uid, groups: [uid], home: `/var/lib/${name}`, shell: "/bin/sh" };
}

function targetIdentity(call: Call, read: OptionsRead, account: Account): Identity | undefined {
  const name = read.value("group");
  if (name === undefined) return identityOf(account, "sudo");
  const gid = findGroup(call, name);
  if (gid === undefined) return undefined;
  return read.has("user")
    ? identityOf(account, "sudo", gid)
    : withGroup(call.identity, gid, "sudo");
}

/** `sudo NAME=value command`. */
function splitAssignments(operands: readonly Argument[]): {
  readonly assignments: readonly Argument[];
  readonly command: readonly Argument[];
} {
  const isAssignment = (word: Argument) =>
    word.unknown === undefined && /^[A-Za-z_]\w*=/.test(word.text);
  const start = operands.findIndex((word) => !isAssignment(word));
  const end = start < 0 ? operands.length : start;
  return { assignments: operands.slice(0, end), command: operands.slice(end) };
}

function makeEnvironment(
  call: Call,
  read: OptionsRead,
  account: Account,
  assignments: readonly Argument[],
): ReadonlyMap<string, string> {
  const keepsAll =
    read.has("E") || (read.has("preserve-env") && read.value("preserve-env") === undefined);
  const made = keepsAll ? new Map(call.environment) : keepSafe(call.environment);
  for (const name of read.values("preserve-env").flatMap((list) => list.split(","))) {
    const value = call.environment.get(name);
    if (value !== undefined) made.set(name, value);
  }
  for (const [name, value] of accountVariables(account)) {
    if (name !== "HOME" || !keepsAll || read.has("set-home")) made.set(name, value);
  }
  made.set("PATH", securePath);
  const caller = call.facts.accounts.user(call.identity.uid);
  made.set("SUDO_USER", caller?.name ?? String(call.identity.uid));
  made.set("SUDO_UID", String(call.identity.uid));
  made.set("SUDO_GID", String(call.identity.gid));
  for (const { text } of assignments)
    made.set(text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1));
  return made;
}
