import type { Call, Outcome, Program } from "../domain/program.ts";
import { AccountDatabase } from "./common/accounts/account-database.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";
import { isPast } from "./usermod.ts";

const options = [
  "-d --lastday=LAST_DAY",
  "-E --expiredate=EXPIRE_DATE",
  "-h --help",
  "-i --iso8601",
  "-I --inactive=INACTIVE",
  "-l --list",
  "-m --mindays=MIN_DAYS",
  "-M --maxdays=MAX_DAYS",
  "-R --root=CHROOT_DIR",
  "-W --warndays=WARN_DAYS",
];

/** Changes until when a password, or an account, is good. */
export const chageProgram: Program = {
  names: ["chage"],
  options,
  run: (call) => withOptions(call, options, (read) => change(call, read), { usageStatus: 2 }),
};

/** The field of each option in a row of the shadow file. */
const fields: readonly (readonly [key: string, field: number])[] = [
  ["lastday", 2],
  ["mindays", 3],
  ["maxdays", 4],
  ["warndays", 5],
  ["inactive", 6],
  ["expiredate", 7],
];

function change(call: Call, read: OptionsRead): Outcome {
  const [operand] = read.operands;
  if (operand === undefined) return fail(call, "usage", 2);
  if (read.has("list")) return untold("it tells of a password", 0);
  const name = operand.text;
  const database = new AccountDatabase(call);
  if (!database.isWritable) return fail(call, "Permission denied.");
  if (database.find("passwd", name) === undefined)
    return fail(call, `user '${name}' does not exist in /etc/passwd`);
  const expiry = read.value("expiredate");
  if (expiry !== undefined && isPast(expiry)) {
    call.emit({ kind: "account", action: "expire-user", target: name, detail: expiry }, operand);
  }
  if (read.given.length === 0) {
    call.uncertain("what is typed is not known");
    database.hide("shadow", "what is typed is not known");
    database.write();
    return untold("it asks for each value");
  }
  database.update("shadow", name, (row) => {
    const after = [...row];
    for (const [key, field] of fields) {
      const value = read.value(key);
      if (value !== undefined) after[field] = dayOf(value);
    }
    return after;
  });
  database.write();
  return succeed();
}

function dayOf(value: string): string {
  if (value === "-1" || value === "") return "";
  return /^\d+$/.test(value) ? value : String(Math.floor(Date.parse(value) / 86_400_000));
}
