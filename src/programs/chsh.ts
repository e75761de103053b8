import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { AccountDatabase, type Row } from "./common/accounts/account-database.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-f --full-name=NAME",
  "-h --home-phone=PHONE",
  "-o --other=OTHER",
  "-r --room=ROOM",
  "-R --root=CHROOT_DIR",
  "-u --help",
  "-w --work-phone=PHONE",
  "-s --shell=SHELL",
  "-l --list-shells",
  "-v --version",
];

/** Changes an account's shell, or (chfn) what is told of a person. */
export const chshProgram: Program = {
  names: ["chsh", "chfn"],
  options,
  run: (call) => withOptions(call, options, (read) => change(call, read)),
};

function change(call: Call, read: OptionsRead): Outcome {
  if (read.has("list-shells")) return untold("it lists shells", 0);
  const own = call.facts.accounts.user(call.identity.uid)?.name;
  const [operand] = read.operands;
  const name = operand?.text ?? own;
  const database = new AccountDatabase(call, true);
  if (name === undefined || database.find("passwd", name) === undefined) {
    return fail(call, `user '${name ?? ""}' does not exist`);
  }
  const isRoot = call.identity.uid === 0;
  if (!isRoot && name !== own) return fail(call, `you may not change the entry of '${name}'`);
  // Everybody else is asked for the password.
  if (!isRoot) call.uncertain("what is typed for the password is not known");
  return call.name === "chsh"
    ? changeShell(call, read, database, name, operand)
    : changePerson(call, read, database, name, operand);
}

function changeShell(
  call: Call,
  read: OptionsRead,
  database: AccountDatabase,
  name: string,
  operand: Argument | undefined,
): Outcome {
  const shell = read.value("shell");
  if (shell === undefined) {
    if (!call.isInputTerminal && call.input.kind === "text" && call.input.text.trim() === "") {
      return succeed();
    }
    call.uncertain("which shell is typed is not known");
  }
  // Only root may choose what is not listed.
  if (shell !== undefined && call.identity.uid !== 0 && !isListed(database, shell)) {
    return fail(call, `${shell} is an invalid shell`);
  }
  const detail = shell ?? "a shell that is asked for";
  call.emit({ kind: "account", action: "set-shell", target: name, detail }, operand);
  if (shell === undefined) database.hide("passwd", "which shell is typed is not known");
  else database.update("passwd", name, (row) => [...row.slice(0, 6), shell]);
  database.write();
  return shell === undefined ? untold("it asks for the shell") : succeed();
}

function isListed(database: AccountDatabase, shell: string): boolean {
  const text = database.files.text("/etc/shells");
  const lines = text === undefined || isError(text) ? [] : text.split("\n");
  return lines.includes(shell) && database.files.access(shell, "execute") === undefined;
}

const parts = ["full-name", "room", "work-phone", "home-phone", "other"];

function changePerson(
  call: Call,
  read: OptionsRead,
  database: AccountDatabase,
  name: string,
  operand: Argument | undefined,
): Outcome {
  const isGiven = parts.some((key) => read.has(key));
  if (!isGiven && !call.isInputTerminal && call.input.kind === "text" && call.input.text === "") {
    return untold("it asks, and gets no answer");
  }
  call.emit({ kind: "account", action: "set-comment", target: name }, operand);
  if (isGiven) database.update("passwd", name, (row) => withPerson(read, row));
  else {
    call.uncertain("what is typed is not known");
    database.hide("passwd", "what is typed is not known");
  }
  database.write();
  return isGiven ? succeed() : untold("it asks for each part");
}

function withPerson(read: OptionsRead, row: Row): Row {
  const old = (row[4] ?? "").split(",");
  const changed = parts.map((key, at) => read.value(key) ?? old[at] ?? "");
  const text = changed.join(",").replace(/,+$/, "");
  return [...row.slice(0, 4), text, ...row.slice(5)];
}
