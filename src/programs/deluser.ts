import { type Argument, plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { AccountDatabase, membersOf } from "./common/accounts/account-database.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "--backup",
  "--backup-to=DIR",
  "--backup-suffix=SUFFIX",
  "-c --conf=FILE",
  "--debug",
  "-f --force",
  "--group",
  "-h --help",
  "--no-preserve-root",
  "--only-if-empty",
  "-q --quiet",
  "--remove-all-files",
  "--remove-home",
  "--system",
  "--verbose",
  "-v --version",
];

/** Debian's friendlier way to delete accounts and groups. */
export const deluserProgram: Program = {
  names: ["deluser", "delgroup"],
  options,
  run: (call) => withOptions(call, options, (read) => remove(call, read)),
};

function remove(call: Call, read: OptionsRead): Outcome {
  if (call.identity.uid !== 0)
    return fail(call, "Only root may remove a user or group from the system.");
  const [first, second] = read.operands;
  if (first === undefined) return fail(call, "Only one or two names allowed.");
  if (["backup", "backup-to", "remove-all-files", "conf"].some((key) => read.has(key))) {
    call.emit(
      { kind: "account", action: "delete-user", target: first.text, detail: "with files" },
      first,
    );
    return unforeseen(call, "which files of the whole system go along is not worked out", first);
  }
  if (second !== undefined) return leaveGroup(call, first, second);
  if (call.name === "delgroup" || read.has("group")) return removeGroup(call, read, first);
  return removeUser(call, read, first);
}

function run(call: Call, name: Argument, ...words: readonly string[]): boolean {
  const command = words.map((text) => ({ ...plainArgument(text), span: name.span }));
  return call.runCommand(command).status === 0;
}

function leaveGroup(call: Call, user: Argument, group: Argument): Outcome {
  const database = new AccountDatabase(call);
  const row = database.find("passwd", user.text);
  const found = database.find("group", group.text);
  if (row === undefined) return fail(call, `The user \`${user.text}' does not exist.`, 2);
  if (found === undefined) return fail(call, `The group \`${group.text}' does not exist.`, 3);
  if (row[3] === found[2])
    return fail(call, "You may not remove the user from their primary group.", 7);
  const members = membersOf(found);
  if (!members.includes(user.text)) return fail(call, "The user is not a member of the group.", 6);
  const left = members.filter((name) => name !== user.text).join(",");
  run(call, user, "/usr/bin/gpasswd", "-M", left, group.text);
  return untold("it tells what it did", 0);
}

function removeGroup(call: Call, read: OptionsRead, name: Argument): Outcome {
  const row = new AccountDatabase(call).find("group", name.text);
  if (row === undefined) return fail(call, "The group does not exist.", read.has("system") ? 0 : 3);
  if (read.has("only-if-empty") && membersOf(row).length > 0)
    return fail(call, "The group is not empty.", 5);
  const isDone = run(call, name, "/usr/sbin/groupdel", name.text);
  return untold("it tells what it did", isDone ? 0 : undefined);
}

function removeUser(call: Call, read: OptionsRead, name: Argument): Outcome {
  const row = new AccountDatabase(call).find("passwd", name.text);
  if (row === undefined) return fail(call, "The user does not exist.", read.has("system") ? 0 : 2);
  if (row[2] === "0" && !read.has("no-preserve-root")) {
    call.emit({ kind: "account", action: "delete-user", target: name.text }, name);
    return fail(call, "you are just about to delete the root account", 9);
  }
  if (read.has("remove-home")) removeHome(call, name, row[5] ?? "");
  const jobs = `/var/spool/cron/crontabs/${name.text}`;
  if (!isError(call.files.lstat(jobs))) run(call, name, "/usr/bin/crontab", "-u", name.text, "-r");
  const isDone = run(call, name, "/usr/sbin/userdel", name.text);
  return untold("it tells what it did", isDone ? 0 : undefined);
}

function removeHome(call: Call, name: Argument, home: string): void {
  const files = call.files.for(name);
  const mail = `/var/mail/${name.text}`;
  if (!isError(files.lstat(home)) && home !== "/" && home !== "/home") files.removeTree(home);
  if (!isError(files.lstat(mail))) files.unlink(mail);
}
