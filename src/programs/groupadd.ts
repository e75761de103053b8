import type { Call, Outcome, Program } from "../domain/program.ts";
import { AccountDatabase } from "./common/accounts/account-database.ts";
import { readLoginDefinitions } from "./common/accounts/login-settings.ts";
import { nextNumber } from "./common/accounts/numbers.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-f --force",
  "-g --gid=GID",
  "-h --help",
  "-K --key=KEY",
  "-o --non-unique",
  "-p --password=PASSWORD",
  "-r --system",
  "-R --root=CHROOT_DIR",
  "-P --prefix=PREFIX_DIR",
  "-U --users=USERS",
];

/** Makes a group. */
export const groupaddProgram: Program = {
  names: ["groupadd"],
  options,
  run: (call) => withOptions(call, options, (read) => add(call, read), { usageStatus: 2 }),
};

function add(call: Call, read: OptionsRead): Outcome {
  if (["root", "prefix", "key"].some((key) => read.has(key))) {
    return unforeseen(call, "what other settings make of it is not worked out");
  }
  const [operand] = read.operands;
  const name = operand?.text ?? "";
  if (operand === undefined) return fail(call, "usage", 2);
  if (!/^[^-:,/\s~+][^:,/\s]*$/.test(name))
    return fail(call, `'${name}' is not a valid group name`, 3);
  const database = new AccountDatabase(call);
  if (database.find("group", name) !== undefined) {
    return read.has("force") ? succeed() : fail(call, `group '${name}' already exists`, 9);
  }
  const given = read.value("gid");
  const isTaken = database.rows("group").some((row) => row[2] === given);
  const mustFind = given === undefined || (isTaken && read.has("force") && !read.has("non-unique"));
  if (isTaken && !read.has("non-unique") && !mustFind)
    return fail(call, `GID '${given}' already exists`, 4);
  const definitions = readLoginDefinitions(call.files);
  const gid = mustFind
    ? nextNumber(database.rows("group"), "GID", definitions, read.has("system"))
    : Number(given);
  if (!database.isWritable) {
    return fail(call, "Permission denied.\ngroupadd: cannot lock /etc/group; try again later.", 10);
  }
  const rootGroup = gid === 0 ? { detail: "gid 0" } : {};
  call.emit({ kind: "account", action: "create-group", target: name, ...rootGroup }, operand);
  const users = read.value("users") ?? "";
  const password = database.has("gshadow") ? "x" : (read.value("password") ?? "!");
  database.add("group", [name, password, String(gid), users]);
  database.add("gshadow", [name, read.value("password") ?? "!", "", users]);
  database.write();
  return succeed();
}
