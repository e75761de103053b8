import type { Call, Outcome, Program } from "../domain/program.ts";
import { AccountDatabase, membersOf, withMembers } from "./common/accounts/account-database.ts";
import { groupsOf, setMembership, tellGroups } from "./common/accounts/group-members.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-a --add=USER",
  "-d --delete=USER",
  "-h --help",
  "-Q --root=CHROOT_DIR",
  "-r --remove-password --delete-password",
  "-R --restrict",
  "-M --members=USERS",
  "-A --administrators=ADMINS",
];

/** Changes who is in a group. */
export const gpasswdProgram: Program = {
  names: ["gpasswd"],
  options,
  run: (call) => withOptions(call, options, (read) => change(call, read), { usageStatus: 2 }),
};

function change(call: Call, read: OptionsRead): Outcome {
  const [operand] = read.operands;
  const group = operand?.text ?? "";
  if (operand === undefined) return fail(call, "usage", 2);
  const database = new AccountDatabase(call, true);
  if (database.find("group", group) === undefined) {
    return fail(call, `group '${group}' does not exist in /etc/group`, 3);
  }
  const user = read.value("add") ?? read.value("delete");
  if (user !== undefined && database.find("passwd", user) === undefined) {
    return fail(call, `user '${user}' does not exist`, 3);
  }
  if (!mayChange(call, database, group)) return fail(call, "Permission denied.");
  if (user !== undefined) return setOne(call, database, read, group, user);
  const members = read.value("members");
  if (members !== undefined) return setAll(call, database, group, members);
  if (read.given.length === 0) return setPassword(call, database, group);
  database.update("group", group, (row) => row);
  database.update("gshadow", group, ([name = "", password = "", leaders = "", old = ""]) => [
    name,
    read.has("delete-password") ? "" : read.has("restrict") ? "!" : password,
    read.value("administrators") ?? leaders,
    old,
  ]);
  database.write();
  return succeed();
}

/** Root, and who leads the group. */
function mayChange(call: Call, database: AccountDatabase, group: string): boolean {
  if (call.identity.uid === 0) return true;
  const name = call.facts.accounts.user(call.identity.uid)?.name ?? "";
  return (database.find("gshadow", group)?.[2] ?? "").split(",").includes(name);
}

function setOne(
  call: Call,
  database: AccountDatabase,
  read: OptionsRead,
  group: string,
  user: string,
): Outcome {
  const isAdding = read.has("add");
  const before = groupsOf(database, user);
  if (!isAdding && !before.includes(group)) {
    return fail(call, `user '${user}' is not a member of '${group}'`, 3);
  }
  const after = isAdding ? [...before, group] : before.filter((one) => one !== group);
  tellGroups(call, user, before, after, read.operands[0]);
  // Both files are written whether or not anything in them changes.
  for (const table of ["group", "gshadow"] as const) database.update(table, group, (row) => row);
  setMembership(database, group, user, isAdding);
  database.write();
  return untold("it tells what it did", 0);
}

function setAll(call: Call, database: AccountDatabase, group: string, list: string): Outcome {
  const members = list.split(",").filter((name) => name !== "");
  const stranger = members.find((name) => database.find("passwd", name) === undefined);
  if (stranger !== undefined) return fail(call, `user '${stranger}' does not exist`, 3);
  const before = membersOf(database.find("group", group));
  for (const name of new Set([...before, ...members])) {
    const isIn = before.includes(name) ? [group] : [];
    tellGroups(call, name, isIn, members.includes(name) ? [group] : []);
  }
  for (const table of ["group", "gshadow"] as const) {
    database.update(table, group, (row) => withMembers(row, members));
  }
  database.write();
  return succeed();
}

function setPassword(call: Call, database: AccountDatabase, group: string): Outcome {
  if (!call.isInputTerminal) return fail(call, "Not a tty");
  const reason = "what is typed is not known";
  database.hide("gshadow", reason);
  database.update("group", group, (row) => row);
  database.write();
  call.uncertain(reason);
  return untold(reason);
}
