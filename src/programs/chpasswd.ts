import type { Call, Outcome, Program } from "../domain/program.ts";
import { AccountDatabase } from "./common/accounts/account-database.ts";
import { isGuessable } from "./common/accounts/guessable.ts";
import { hideNewPassword } from "./common/accounts/new-password.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-c --crypt-method=METHOD",
  "-e --encrypted",
  "-h --help",
  "-m --md5",
  "-R --root=CHROOT_DIR",
  "-P --prefix=PREFIX_DIR",
  "-s --sha-rounds=ROUNDS",
];

/** Sets the passwords of many accounts, as `NAME:PASSWORD` lines tell. */
export const chpasswdProgram: Program = {
  names: ["chpasswd"],
  options,
  run: (call) => withOptions(call, options, (read) => set(call, read)),
};

function set(call: Call, read: OptionsRead): Outcome {
  const { input } = call;
  const database = new AccountDatabase(call);
  if (!database.isWritable) return fail(call, "Permission denied.");
  if (input.kind !== "text") {
    const reason = "which passwords come in is not known";
    call.emit({ kind: "account", action: "set-password", target: "some accounts" });
    call.uncertain(reason);
    database.hide("shadow", reason);
    database.write({ hasBackup: false });
    return untold(reason);
  }
  const entries = input.text.split("\n").filter((line) => line !== "");
  const pairs = entries.map((line) => [line.split(":")[0] ?? "", line] as const);
  const stranger = pairs.find(
    ([name, line]) => !line.includes(":") || database.find("passwd", name) === undefined,
  );
  if (stranger !== undefined) return fail(call, "error detected, changes ignored");
  for (const [target, line] of pairs) {
    const password = line.slice(line.indexOf(":") + 1);
    if (read.has("encrypted") && password === "") {
      call.emit({ kind: "account", action: "remove-password", target });
      continue;
    }
    const isWeak = !read.has("encrypted") && isGuessable(password, target);
    const detail = isWeak ? { detail: "guessable" } : {};
    call.emit({ kind: "account", action: "set-password", target, ...detail });
  }
  if (pairs.length === 0) return succeed();
  const isPlain = !["encrypted", "crypt-method", "md5"].some((key) => read.has(key));
  for (const [name, line] of pairs) {
    if (isPlain) hideNewPassword(database, name);
    else {
      const hash = line.slice(line.indexOf(":") + 1);
      database.update("shadow", name, (row) => [name, hash, ...row.slice(2)]);
      if (!read.has("encrypted"))
        database.hide("shadow", "how a password is scrambled is left to chance");
    }
  }
  if (!isPlain) database.write();
  return succeed();
}
