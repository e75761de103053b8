import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { AccountDatabase } from "./common/accounts/account-database.ts";
import { hideNewPassword } from "./common/accounts/new-password.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-a --all",
  "-d --delete",
  "-e --expire",
  "-h --help",
  "-i --inactive=INACTIVE",
  "-k --keep-tokens",
  "-l --lock",
  "-n --mindays=MIN_DAYS",
  "-q --quiet",
  "-r --repository=REPOSITORY",
  "-R --root=CHROOT_DIR",
  "-P --prefix=PREFIX_DIR",
  "-s --stdin",
  "-S --status",
  "-u --unlock",
  "-w --warndays=WARN_DAYS",
  "-x --maxdays=MAX_DAYS",
];

/** Sets, locks or removes a password. */
export const passwdProgram: Program = {
  names: ["passwd"],
  options,
  run: (call) => withOptions(call, options, (read) => change(call, read), { usageStatus: 2 }),
};

function change(call: Call, read: OptionsRead): Outcome {
  if (read.has("root") || read.has("prefix"))
    return unforeseen(call, "another root is not modelled");
  if (read.has("status") || read.has("all")) return untold("it tells of passwords", 0);
  const own = call.facts.accounts.user(call.identity.uid)?.name;
  const [operand] = read.operands;
  const name = operand?.text ?? own;
  const database = new AccountDatabase(call, true);
  if (name === undefined || database.find("passwd", name) === undefined) {
    return fail(call, `user '${name ?? ""}' does not exist`, 1);
  }
  const keys = ["lock", "unlock", "delete", "expire", "inactive", "mindays", "maxdays", "warndays"];
  const isAdministration = keys.some((key) => read.has(key));
  const isRoot = call.identity.uid === 0;
  if (!isRoot && (isAdministration || name !== own)) return fail(call, "Permission denied.", 1);
  if (!isAdministration) return setPassword(call, read, database, name, operand);
  return administer(call, read, database, name, operand);
}

const told: readonly (readonly [key: string, action: string])[] = [
  ["lock", "lock-user"],
  ["unlock", "unlock-user"],
  ["delete", "remove-password"],
  ["expire", "expire-password"],
];

function administer(
  call: Call,
  read: OptionsRead,
  database: AccountDatabase,
  name: string,
  operand: Argument | undefined,
): Outcome {
  for (const [key, action] of told) {
    if (read.has(key)) call.emit({ kind: "account", action, target: name }, operand);
  }
  const old = database.find("shadow", name)?.[1] ?? "";
  if (read.has("unlock") && old === "!") {
    return fail(call, "unlocking the password would result in a passwordless account.", 3);
  }
  database.update("shadow", name, (row) => {
    const after = [...row];
    after[1] = hashAfter(read, old);
    if (read.has("expire")) after[2] = "0";
    const ages = ["mindays", "maxdays", "warndays", "inactive"];
    ages.forEach((key, at) => {
      if (read.has(key)) after[3 + at] = ageOf(read.value(key) ?? "");
    });
    return after;
  });
  database.write();
  return untold("it tells what it did", 0);
}

function hashAfter(read: OptionsRead, old: string): string {
  if (read.has("delete")) return "";
  if (read.has("lock")) return old.startsWith("!") ? old : `!${old}`;
  return read.has("unlock") ? old.replace(/^!/, "") : old;
}

function ageOf(text: string): string {
  return text === "-1" ? "" : text;
}

/** The password is typed twice, and an account's own before that. */
function setPassword(
  call: Call,
  read: OptionsRead,
  database: AccountDatabase,
  name: string,
  operand: Argument | undefined,
): Outcome {
  const isSet = call.identity.uid === 0 ? answersTwice(call, read.has("stdin")) : undefined;
  if (isSet === false) return fail(call, "password unchanged", 10);
  call.emit({ kind: "account", action: "set-password", target: name }, operand);
  if (isSet === undefined) call.uncertain("what is typed for the password is not known");
  hideNewPassword(database, name);
  return untold("it tells whether the password was taken", isSet === true ? 0 : undefined);
}

/** Whether the same text stands on the first two lines; undefined where a person types it. */
function answersTwice({ input, isInputTerminal }: Call, isOnce: boolean): boolean | undefined {
  if (isInputTerminal || input.kind !== "text") return undefined;
  const [first, second] = input.text.split("\n");
  return first !== undefined && first !== "" && (isOnce || first === second);
}
