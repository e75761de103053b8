import type { Call, Outcome, Program } from "../domain/program.ts";
import {
  AccountDatabase,
  membersOf,
  today,
  withMembers,
} from "./common/accounts/account-database.ts";
import { makeHome } from "./common/accounts/home-directory.ts";
import {
  type LoginSettings,
  readLoginDefinitions,
  readUseraddDefaults,
} from "./common/accounts/login-settings.ts";
import { nextNumber, nextRange } from "./common/accounts/numbers.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "--badname --badnames",
  "-b --base-dir=BASE_DIR",
  "--btrfs-subvolume-home",
  "-c --comment=COMMENT",
  "-d --home --home-dir=HOME_DIR",
  "-D --defaults",
  "-e --expiredate=EXPIRE_DATE",
  "-f --inactive=INACTIVE",
  "-F --add-subids-for-system",
  "-g --gid=GROUP",
  "-G --groups=GROUPS",
  "-h --help",
  "-k --skel=SKEL_DIR",
  "-K --key=KEY",
  "-l --no-log-init",
  "-m --create-home",
  "-M --no-create-home",
  "-N --no-user-group",
  "-o --non-unique",
  "-p --password=PASSWORD",
  "-r --system",
  "-R --root=CHROOT_DIR",
  "-P --prefix=PREFIX_DIR",
  "-s --shell=SHELL",
  "-u --uid=UID",
  "-U --user-group",
  "-Z --selinux-user=SEUSER",
];

/** Makes an account. */
export const useraddProgram: Program = {
  names: ["useradd"],
  options,
  run: (call) => withOptions(call, options, (read) => add(call, read), { usageStatus: 2 }),
};

function add(call: Call, read: OptionsRead): Outcome {
  if (read.has("root") || read.has("prefix"))
    return unforeseen(call, "another root is not modelled");
  if (read.has("defaults")) {
    return read.given.length > 1
      ? unforeseen(call, "what becomes of the defaults is not worked out")
      : untold("it tells the defaults", 0);
  }
  if (read.has("key")) return unforeseen(call, "what other settings make of it is not worked out");
  const [operand] = read.operands;
  const name = operand?.text ?? "";
  if (operand === undefined || read.operands.length > 1) return fail(call, "usage", 2);
  if (!/^[^-:,/\s~+][^:,/\s]*$/.test(name)) return fail(call, `invalid user name '${name}'`, 3);
  const database = new AccountDatabase(call);
  if (database.find("passwd", name) !== undefined)
    return fail(call, `user '${name}' already exists`, 9);
  const plan = planAccount(database, read, name);
  if (typeof plan === "string") return fail(call, plan, statusOf(plan));
  if (!database.isWritable) {
    return fail(call, "Permission denied.\nuseradd: cannot lock /etc/passwd; try again later.", 1);
  }
  const isRoot = plan.uid === 0 ? { detail: "uid 0" } : {};
  call.emit({ kind: "account", action: "create-user", target: name, ...isRoot }, operand);
  for (const group of plan.groups) {
    call.emit({ kind: "account", action: "join-group", target: name, detail: group }, operand);
  }
  write(database, read, name, plan);
  return succeed();
}

function statusOf(problem: string): number {
  if (problem.startsWith("UID")) return 4;
  return problem.includes(" exists - ") ? 9 : 6;
}

interface Plan {
  readonly uid: number;
  readonly gid: number;
  readonly makesGroup: boolean;
  readonly groups: readonly string[];
  readonly home: string;
  readonly definitions: LoginSettings;
  readonly defaults: LoginSettings;
}

/** Where everything is decided before anything is written; a sentence where it cannot be done. */
function planAccount(database: AccountDatabase, read: OptionsRead, name: string): Plan | string {
  const definitions = readLoginDefinitions(database.files);
  const defaults = readUseraddDefaults(database.files);
  const isSystem = read.has("system");
  const chosen = read.value("gid");
  const makesGroup =
    chosen === undefined &&
    !read.has("no-user-group") &&
    (read.has("user-group") || definitions.is("USERGROUPS_ENAB", true));
  if (makesGroup && database.find("group", name) !== undefined) {
    return `group ${name} exists - if you want to add this user to that group, use -g.`;
  }
  const groups = (read.value("groups") ?? "").split(",").filter((one) => one !== "");
  const missing = [...groups, ...(chosen === undefined ? [] : [chosen])].find(
    (one) => findGroup(database, one) === undefined,
  );
  if (missing !== undefined) return `group '${missing}' does not exist`;
  const given = read.value("uid");
  const uid =
    given === undefined
      ? nextNumber(database.rows("passwd"), "UID", definitions, isSystem)
      : Number(given);
  if (uid === undefined || Number.isNaN(uid)) return `UID '${given ?? ""}' is invalid`;
  const isTaken = database.rows("passwd").some((row) => row[2] === String(uid));
  if (isTaken && !read.has("non-unique")) return `UID ${uid} is not unique`;
  const usual = chosen ?? defaults.text("GROUP") ?? "100";
  const gid = makesGroup
    ? (nextNumber(database.rows("group"), "GID", definitions, isSystem, uid) ?? uid)
    : Number(findGroup(database, usual)?.[2] ?? 100);
  const base = read.value("base-dir") ?? defaults.text("HOME") ?? "/home";
  const home = read.value("home-dir") ?? `${base}/${name}`;
  const names = groups.map((one) => findGroup(database, one)?.[0] ?? one);
  return { uid, gid, makesGroup, groups: names, home, definitions, defaults };
}

function findGroup(database: AccountDatabase, key: string) {
  return database
    .rows("group")
    .find((row) => row[0] === key || (/^\d+$/.test(key) && row[2] === key));
}

function write(database: AccountDatabase, read: OptionsRead, name: string, plan: Plan): void {
  const { uid, gid, makesGroup, groups, home, definitions, defaults } = plan;
  const isSystem = read.has("system");
  const shell = read.value("shell") ?? defaults.text("SHELL") ?? "";
  const hasShadow = database.has("shadow");
  const password = read.value("password") ?? "!";
  const comment = read.value("comment") ?? "";
  database.add("passwd", [
    name,
    hasShadow ? "x" : password,
    String(uid),
    String(gid),
    comment,
    home,
    shell,
  ]);
  const ages = isSystem
    ? ["", "", ""]
    : ["PASS_MIN_DAYS", "PASS_MAX_DAYS", "PASS_WARN_AGE"].map((key) => definitions.text(key) ?? "");
  database.add("shadow", [name, password, today(), ...ages, "", "", ""]);
  if (makesGroup) {
    const hasGroupShadow = database.has("gshadow");
    database.add("group", [name, hasGroupShadow ? "x" : "!", String(gid), ""]);
    database.add("gshadow", [name, "!", "", ""]);
  }
  for (const group of groups) joinGroup(database, group, name);
  const isOrdinary = !isSystem || read.has("add-subids-for-system");
  if (isOrdinary && definitions.number("SUB_UID_COUNT", 65_536) > 0)
    addRanges(database, name, definitions);
  database.write();
  const makesHome =
    read.has("create-home") ||
    (!read.has("no-create-home") && !isSystem && definitions.is("CREATE_HOME", false));
  if (!makesHome) return;
  const mode = definitions.number("HOME_MODE", 0o777 & ~definitions.number("UMASK", 0o022));
  const pattern = read.value("skel") ?? defaults.text("SKEL") ?? "/etc/skel";
  makeHome(database.files, home, { uid, gid }, mode, pattern);
}

function joinGroup(database: AccountDatabase, group: string, name: string): void {
  for (const table of ["group", "gshadow"] as const) {
    database.update(table, group, (row) => withMembers(row, [...membersOf(row), name]));
  }
}

function addRanges(database: AccountDatabase, name: string, definitions: LoginSettings): void {
  for (const [table, kind] of [
    ["subuid", "SUB_UID"],
    ["subgid", "SUB_GID"],
  ] as const) {
    const count = definitions.number(`${kind}_COUNT`, 65_536);
    const start = nextRange(
      database.rows(table),
      definitions.number(`${kind}_MIN`, 100_000),
      count,
    );
    database.add(table, [name, String(start), String(count)]);
  }
}
