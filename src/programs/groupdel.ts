import type { Call, Outcome, Program } from "../domain/program.ts";
import { AccountDatabase, type Row } from "./common/accounts/account-database.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-f --force",
  "-g --gid=GID",
  "-h --help",
  "-n --new-name=NEW_GROUP",
  "-o --non-unique",
  "-p --password=PASSWORD",
  "-a --append",
  "-U --users=USERS",
  "-R --root=CHROOT_DIR",
  "-P --prefix=PREFIX_DIR",
];

/** Deletes or changes a group. */
export const groupdelProgram: Program = {
  names: ["groupdel", "groupmod"],
  options,
  run: (call) => withOptions(call, options, (read) => change(call, read), { usageStatus: 2 }),
};

function change(call: Call, read: OptionsRead): Outcome {
  if (read.has("root") || read.has("prefix"))
    return unforeseen(call, "another root is not modelled");
  const [operand] = read.operands;
  const name = operand?.text ?? "";
  if (operand === undefined) return fail(call, "usage", 2);
  const database = new AccountDatabase(call);
  const row = database.find("group", name);
  if (row === undefined) return fail(call, `group '${name}' does not exist`, 6);
  const isDeleting = call.name === "groupdel";
  const newName = read.value("new-name");
  const action = isDeleting ? "delete-group" : newName === undefined ? "set-group" : "rename-group";
  if (!database.isWritable) {
    return fail(call, "Permission denied.\ngroupdel: cannot lock /etc/group; try again later.", 10);
  }
  const detail = newName === undefined ? {} : { detail: newName };
  call.emit({ kind: "account", action, target: name, ...detail }, operand);
  const isPrimary = database.rows("passwd").some((one) => one[3] === row[2]);
  if (isDeleting) {
    if (isPrimary && !read.has("force"))
      return fail(call, "cannot remove the primary group of a user", 8);
    database.remove("group", name);
    database.remove("gshadow", name);
    database.write();
    return succeed();
  }
  return modify(call, database, read, name);
}

function modify(call: Call, database: AccountDatabase, read: OptionsRead, name: string): Outcome {
  const newName = read.value("new-name") ?? name;
  const gid = read.value("gid");
  if (newName !== name && database.find("group", newName) !== undefined) {
    return fail(call, `group '${newName}' already exists`, 9);
  }
  const before = database.find("group", name)?.[2];
  const isTaken = gid !== before && database.rows("group").some((row) => row[2] === gid);
  if (gid !== undefined && isTaken && !read.has("non-unique"))
    return fail(call, `GID '${gid}' already exists`, 4);
  const users = read.value("users");
  if (gid !== undefined && gid !== before) {
    call.emit({ kind: "account", action: "set-gid", target: name, detail: gid });
  }
  const members = (old: string): string =>
    users === undefined ? old : read.has("append") && old !== "" ? `${old},${users}` : users;
  database.update("group", name, ([, password = "", number = "", old = ""]) => [
    newName,
    password,
    gid ?? number,
    members(old),
  ]);
  const isStored = ["new-name", "password", "users"].some((key) => read.has(key));
  const change = (row: (old: Row) => Row): void => database.update("gshadow", name, row);
  if (isStored)
    change(([, password = "", leaders = "", old = ""]) => [
      newName,
      read.value("password") ?? password,
      leaders,
      members(old),
    ]);
  // Accounts whose first group it is go along with its number.
  if (gid !== undefined && gid !== before) {
    for (const one of database.rows("passwd").filter((row) => row[3] === before)) {
      database.update("passwd", one[0] ?? "", (row) => [...row.slice(0, 3), gid, ...row.slice(4)]);
    }
  }
  database.write();
  return succeed();
}
