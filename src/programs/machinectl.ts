import { type Argument, plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { findAccount, identityOf, rootAccount, securePath } from "./common/elevate.ts";
import { type OptionsRead, readOptions } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { runInner } from "./common/wrapper.ts";

const options = [
  "-q --quiet",
  "-p NAME --property=NAME",
  "-M NAME --machine=NAME",
  "-H HOST --host=HOST",
  "--uid=USER",
  "--gid=GROUP",
  "-E NAME --setenv=NAME",
  "--user",
  "--system",
  "--scope",
  "-u NAME --unit=NAME",
  "--description=TEXT",
  "--slice=NAME",
  "--slice-inherit",
  "-r --remain-after-exit",
  "--send-sighup",
  "--service-type=TYPE",
  "--nice=NUMBER",
  "--working-directory=DIR",
  "-d --same-dir",
  "-t --pty",
  "-P --pipe",
  "-S --shell",
  "-G --collect",
  "--wait",
  "--no-block",
  "--no-ask-password",
  "--on-active=TIME",
  "--on-boot=TIME",
  "--on-startup=TIME",
  "--on-unit-active=TIME",
  "--on-unit-inactive=TIME",
  "--on-calendar=TIME",
  "--on-clock-change",
  "--on-timezone-change",
  "--timer-property=NAME",
  "--path-property=NAME",
  "--socket-property=NAME",
  "--json=KIND",
  "--expand-environment=ANSWER",
  "--no-pager",
  "-f",
  "-h HOST",
];

/** Has systemd or login start a shell, or a command, as somebody else. */
export const machinectlProgram: Program = {
  names: ["machinectl", "systemd-run", "login"],
  options: [],
  acceptsUnknown: true,
  run: (call) => {
    const read = readOptions(options, call.arguments, { stopsAtOperand: true });
    if (call.name === "machinectl") return machine(call, read);
    return call.name === "login" ? logIn(call, read) : transient(call, read);
  },
};

const telling = /^(?:list|list-images|status|show|show-image|image-status)$/;

/** `machinectl shell [USER@]MACHINE`; .host, or none, is this machine. */
function machine(call: Call, read: OptionsRead): Outcome {
  const [verb, ...rest] = read.operands;
  if (telling.test(verb?.text ?? "list"))
    return untold("which machines run is not known before", 0);
  if (verb?.text !== "shell" && verb?.text !== "login")
    return unforeseen(call, "what becomes of a machine that runs inside is not worked out");
  const after = readOptions(options, rest, { stopsAtOperand: true });
  const [where, ...command] = after.operands;
  const [, user, host = ""] = /^(?:(.*)@)?(.*)$/.exec(where?.text ?? "") ?? [];
  if (host !== "" && host !== ".host")
    return unforeseen(call, "what lies in a machine that runs inside is not seen");
  return runAs(call, after.value("uid") ?? read.value("uid") ?? user, command);
}

/** `login -f root`: without a password, which only root may. */
function logIn(call: Call, read: OptionsRead): Outcome {
  if (call.identity.uid !== 0) return fail(call, "Cannot possibly work without effective root");
  const [name] = read.operands;
  if (name === undefined || !read.has("f")) return untold("who logs in is asked");
  return runAs(call, name.text, []);
}

/** Run by the system's own manager, it is root's; with --user or --scope one's own. */
function transient(call: Call, read: OptionsRead): Outcome {
  const command = read.operands;
  const isLater = read.given.some(({ key }) => key.startsWith("on-"));
  if (isLater) {
    const detail = command.map(({ written }) => written).join(" ");
    call.emit({ kind: "service", action: "schedule-job", target: "its time", detail });
    return untold("the name of the timer is not known before");
  }
  if (!read.has("user") && !read.has("scope")) return runAs(call, read.value("uid"), command);
  const shell = call.environment.get("SHELL") ?? "/bin/sh";
  return runInner(call, command.length === 0 ? [plainArgument(shell)] : command);
}

function runAs(call: Call, name: string | undefined, command: readonly Argument[]): Outcome {
  const isRoot = name === undefined || name === "";
  const account = isRoot ? rootAccount(call) : findAccount(call, name);
  if (account === undefined) return fail(call, "no such user");
  const environment = new Map([...call.environment, ["PATH", securePath], ["HOME", account.home]]);
  return runInner(call, command.length === 0 ? [plainArgument(account.shell)] : command, {
    identity: identityOf(account, call.identity.elevatedBy ?? call.name),
    environment,
    directory: command.length === 0 ? account.home : "/",
  });
}
