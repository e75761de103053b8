import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import {
  AccountDatabase,
  membersOf,
  type Row,
  withMembers,
} from "./common/accounts/account-database.ts";
import { busyProcess } from "./common/accounts/busy.ts";
import { readLoginDefinitions } from "./common/accounts/login-settings.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-f --force",
  "-h --help",
  "-r --remove",
  "-R --root=CHROOT_DIR",
  "-P --prefix=PREFIX_DIR",
  "-Z --selinux-user",
];

/** Deletes an account. */
export const userdelProgram: Program = {
  names: ["userdel"],
  options,
  run: (call) => withOptions(call, options, (read) => remove(call, read), { usageStatus: 2 }),
};

function remove(call: Call, read: OptionsRead): Outcome {
  if (read.has("root") || read.has("prefix"))
    return unforeseen(call, "another root is not modelled");
  const [operand] = read.operands;
  if (operand === undefined) return fail(call, "usage", 2);
  const name = operand.text;
  const database = new AccountDatabase(call);
  const row = database.find("passwd", name);
  if (row === undefined) return fail(call, `user '${name}' does not exist`, 6);
  if (!database.isWritable) {
    return fail(call, "Permission denied.\nuserdel: cannot lock /etc/passwd; try again later.");
  }
  const detail = read.has("remove") ? { detail: "with home" } : {};
  call.emit({ kind: "account", action: "delete-user", target: name, ...detail }, operand);
  const busy = busyProcess(call, Number(row[2]));
  if (busy !== undefined && !read.has("force")) {
    return fail(call, `user ${name} is currently used by process ${busy}`, 8);
  }
  deleteRows(call, database, read, row);
  const status = read.has("remove")
    ? removeFiles(call, database, row, operand, read.has("force"))
    : 0;
  return status === 0 ? succeed() : fail(call, "not everything could be removed", status);
}

function deleteRows(call: Call, database: AccountDatabase, read: OptionsRead, row: Row): void {
  const [name = "", , , gid] = row;
  database.remove("passwd", name);
  database.remove("shadow", name);
  for (const table of ["group", "gshadow"] as const) {
    for (const group of database.rows(table)) {
      const isIn = membersOf(group).includes(name);
      const leads = table === "gshadow" && (group[2] ?? "").split(",").includes(name);
      if (!isIn && !leads) continue;
      database.update(table, group[0] ?? "", (one) => {
        const leaders =
          table === "gshadow"
            ? (one[2] ?? "")
                .split(",")
                .filter((who) => who !== name)
                .join(",")
            : (one[2] ?? "");
        const left = membersOf(one).filter((who) => who !== name);
        return withMembers([one[0] ?? "", one[1] ?? "", leaders, ""], left);
      });
    }
  }
  removeOwnGroup(call, database, name, gid ?? "", read.has("force"));
  for (const table of ["subuid", "subgid"] as const) database.remove(table, name);
  database.write();
}

/** The group of the same name goes along when nobody else is in it. */
function removeOwnGroup(
  call: Call,
  database: AccountDatabase,
  name: string,
  gid: string,
  isForced: boolean,
): void {
  if (!readLoginDefinitions(call.files).is("USERGROUPS_ENAB", false)) return;
  const group = database.find("group", name);
  if (group === undefined || group[2] !== gid || membersOf(group).length > 0) return;
  const isPrimaryElsewhere = database.rows("passwd").some((row) => row[3] === gid);
  if (isPrimaryElsewhere && !isForced) return;
  database.remove("group", name);
  database.remove("gshadow", name);
}

function removeFiles(
  call: Call,
  database: AccountDatabase,
  [name = "", , uid = "", , , home = ""]: Row,
  operand: Argument,
  isForced: boolean,
): number {
  const files = call.files.for(operand);
  const mail = `/var/mail/${name}`;
  if (!isError(files.lstat(mail))) files.unlink(mail);
  const status = files.stat(home);
  if (isError(status)) return 0;
  if (!isForced && status.uid !== Number(uid)) return 12;
  // A home that holds somebody else's home stays.
  const isShared = database.rows("passwd").some((row) => {
    const other = row[5] ?? "";
    return other === home || other.startsWith(`${home}/`);
  });
  if (isShared && !isForced) return 12;
  return files.removeTree(home).length === 0 ? 0 : 12;
}
