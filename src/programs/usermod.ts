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
import {
  findGroupRow,
  groupsOf,
  setMembership,
  tellGroups,
} from "./common/accounts/group-members.ts";
import { changeOwnerBelow } from "./common/accounts/home-directory.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-a --append",
  "-b --badname --badnames",
  "-c --comment=COMMENT",
  "-d --home=HOME_DIR",
  "-e --expiredate=EXPIRE_DATE",
  "-f --inactive=INACTIVE",
  "-g --gid=GROUP",
  "-G --groups=GROUPS",
  "-h --help",
  "-l --login=NEW_LOGIN",
  "-L --lock",
  "-m --move-home",
  "-o --non-unique",
  "-p --password=PASSWORD",
  "-P --prefix=PREFIX_DIR",
  "-r --remove",
  "-R --root=CHROOT_DIR",
  "-s --shell=SHELL",
  "-u --uid=UID",
  "-U --unlock",
  "-v --add-subuids=RANGE",
  "-V --del-subuids=RANGE",
  "-w --add-subgids=RANGE",
  "-W --del-subgids=RANGE",
  "-Z --selinux-user=SEUSER",
];

/** Changes an account. */
export const usermodProgram: Program = {
  names: ["usermod"],
  options,
  run: (call) => withOptions(call, options, (read) => modify(call, read), { usageStatus: 2 }),
};

function modify(call: Call, read: OptionsRead): Outcome {
  const strange = [
    "root",
    "prefix",
    "add-subuids",
    "del-subuids",
    "add-subgids",
    "del-subgids",
    "selinux-user",
  ];
  const stranger = strange.find((key) => read.has(key));
  if (stranger !== undefined)
    return unforeseen(call, `what \`usermod --${stranger}\` changes is not modelled`);
  const [operand] = read.operands;
  if (operand === undefined || read.given.length === 0) return fail(call, "usage", 2);
  const database = new AccountDatabase(call);
  const row = database.find("passwd", operand.text);
  if (row === undefined) return fail(call, `user '${operand.text}' does not exist`, 6);
  const problem = findProblem(database, read, row);
  if (problem !== undefined) {
    if (problem[1] === noGroup && !read.has("append")) tellMembership(call, database, read, row);
    return fail(call, ...problem);
  }
  if (!database.isWritable) {
    return fail(call, "Permission denied.\nusermod: cannot lock /etc/passwd; try again later.");
  }
  tellChanges(call, read, row, operand);
  const groups = tellMembership(call, database, read, row);
  const isMoving = ["uid", "login", "home"].some((key) => read.has(key));
  const busy = isMoving ? busyProcess(call, Number(row[2])) : undefined;
  if (busy !== undefined) {
    return fail(call, `user ${operand.text} is currently used by process ${busy}`, 8);
  }
  return carryOut(call, database, read, row, groups);
}

/** How usermod ends where a group is not there: one comes with the program that it belongs to. */
const noGroup = 6;

/** What becomes of the account's groups; undefined where they stay. */
function tellMembership(
  call: Call,
  database: AccountDatabase,
  read: OptionsRead,
  row: Row,
): readonly string[] | undefined {
  const [name = ""] = row;
  const groups = changedGroups(database, read, row);
  if (groups !== undefined) {
    tellGroups(call, name, groupsOf(database, name), groups, read.operands[0]);
  }
  return groups;
}

function findProblem(
  database: AccountDatabase,
  read: OptionsRead,
  row: Row,
): readonly [message: string, status: number] | undefined {
  const login = read.value("login");
  if (login !== undefined && login !== row[0] && database.find("passwd", login) !== undefined) {
    return [`user '${login}' already exists`, 9];
  }
  const uid = read.value("uid");
  const isTaken = uid !== row[2] && database.rows("passwd").some((one) => one[2] === uid);
  if (uid !== undefined && isTaken && !read.has("non-unique"))
    return [`UID '${uid}' already exists`, 4];
  const wanted = (read.value("groups") ?? "").split(",").filter((one) => one !== "");
  const gid = read.value("gid");
  const missing = [...(gid === undefined ? [] : [gid]), ...wanted].find(
    (one) => findGroupRow(database, one) === undefined,
  );
  if (missing !== undefined) return [`group '${missing}' does not exist`, noGroup];
  if (read.has("append") && !read.has("groups"))
    return ["-a flag is only allowed with the -G flag", 2];
  if (read.has("move-home") && !read.has("home"))
    return ["-m flag is only allowed with the -d flag", 2];
  const isBoth = read.has("lock") && (read.has("unlock") || read.has("password"));
  return isBoth ? ["the -L, -p, and -U flags are exclusive", 2] : undefined;
}

const told: readonly (readonly [key: string, action: string])[] = [
  ["login", "rename-user"],
  ["uid", "set-uid"],
  ["gid", "set-group"],
  ["shell", "set-shell"],
  ["lock", "lock-user"],
  ["unlock", "unlock-user"],
  ["password", "set-password"],
  ["expiredate", "expire-user"],
];

function tellChanges(call: Call, read: OptionsRead, row: Row, operand: Argument): void {
  const target = operand.text;
  for (const [key, action] of told) {
    if (!read.has(key)) continue;
    const value = read.value(key);
    if (key === "expiredate" && !isPast(value ?? "")) continue;
    const isHidden = key === "password" || value === undefined;
    const detail = isHidden ? {} : { detail: value };
    const meant = key === "password" ? meaningOf(value ?? "") : action;
    call.emit({ kind: "account", action: meant, target, ...detail }, operand);
  }
  const home = read.value("home");
  if (home !== undefined && home !== row[5]) {
    const action = read.has("move-home") ? "move-home" : "set-home";
    call.emit({ kind: "account", action, target, detail: home }, operand);
  }
}

/** The scrambled form of a password: an empty one lets everybody in, a mark nobody. */
function meaningOf(hash: string): string {
  if (hash === "") return "remove-password";
  return /^[!*]/.test(hash) ? "lock-user" : "set-password";
}

/** Whether an account that ends then has ended already. */
export function isPast(date: string): boolean {
  if (/^\d+$/.test(date)) return Number(date) <= Date.now() / 86_400_000;
  const time = Date.parse(date);
  return !Number.isNaN(time) && time <= Date.now();
}

/** The groups the account is among the members of afterwards; undefined where they stay. */
function changedGroups(
  database: AccountDatabase,
  read: OptionsRead,
  [name = ""]: Row,
): readonly string[] | undefined {
  const list = read.value("groups");
  if (list === undefined) return undefined;
  const wanted = list.split(",").flatMap((key) => findGroupRow(database, key)?.[0] ?? []);
  const before = groupsOf(database, name);
  if (read.has("remove")) return before.filter((group) => !wanted.includes(group));
  return read.has("append") ? [...new Set([...before, ...wanted])] : wanted;
}

function carryOut(
  call: Call,
  database: AccountDatabase,
  read: OptionsRead,
  row: Row,
  groups: readonly string[] | undefined,
): Outcome {
  const [name = ""] = row;
  const login = read.value("login") ?? name;
  changeGroups(database, name, login, groups);
  changeRows(database, read, row, login);
  database.write();
  return moveFiles(call, database, read, row, login);
}

function changeGroups(
  database: AccountDatabase,
  name: string,
  login: string,
  groups: readonly string[] | undefined,
): void {
  for (const [group = ""] of database.rows("group")) {
    const isMember = groups?.includes(group);
    if (isMember !== undefined) setMembership(database, group, name, isMember);
  }
  if (login === name) return;
  for (const table of ["group", "gshadow"] as const) {
    for (const one of database.rows(table)) {
      const leaders = (one[2] ?? "").split(",");
      const leads = table === "gshadow" && leaders.includes(name);
      if (!membersOf(one).includes(name) && !leads) continue;
      const rename = (who: string): string => (who === name ? login : who);
      database.update(table, one[0] ?? "", (old) => {
        const [first = "", second = "", third = ""] = old;
        const renamed = table === "gshadow" ? leaders.map(rename).join(",") : third;
        return withMembers([first, second, renamed, ""], membersOf(old).map(rename));
      });
    }
  }
}

/** Values that are there already change nothing, and their file is left alone. */
function changeRows(database: AccountDatabase, read: OptionsRead, row: Row, login: string): void {
  const [name = "", password = "", uid = "", gid = "", comment = "", home = "", shell = ""] = row;
  const group = read.value("gid");
  const newGid = group === undefined ? gid : (findGroupRow(database, group)?.[2] ?? group);
  const changed = [
    login,
    password,
    read.value("uid") ?? uid,
    newGid,
    read.value("comment") ?? comment,
    read.value("home") ?? home,
    read.value("shell") ?? shell,
  ];
  const isHashed = ["lock", "unlock", "password"].some((key) => read.has(key));
  if (isHashed || changed.some((value, at) => value !== row[at])) {
    database.update("passwd", name, () => changed);
  }
  const hasAges = read.has("inactive") || read.has("expiredate");
  if (!isHashed && !hasAges && login === name) return;
  database.update("shadow", name, (old) => {
    const after = [...old];
    after[0] = login;
    after[1] = passwordAfter(read, old[1] ?? "");
    if (read.has("inactive")) after[6] = read.value("inactive") ?? "";
    if (read.has("expiredate")) after[7] = daysOf(read.value("expiredate") ?? "");
    return after;
  });
}

function passwordAfter(read: OptionsRead, old: string): string {
  if (read.has("lock")) return old.startsWith("!") ? old : `!${old}`;
  // An account must not come to be open without a password by this.
  if (read.has("unlock")) return old === "!" ? old : old.replace(/^!/, "");
  return read.value("password") ?? old;
}

function daysOf(date: string): string {
  if (date === "" || date === "-1") return "";
  return /^\d+$/.test(date) ? date : String(Math.floor(Date.parse(date) / 86_400_000));
}

function moveFiles(
  call: Call,
  database: AccountDatabase,
  read: OptionsRead,
  row: Row,
  login: string,
): Outcome {
  const { files } = database;
  const [name = "", , uid = "", gid = "", , home = ""] = row;
  const newHome = read.value("home") ?? home;
  let status = 0;
  if (read.has("move-home") && newHome !== home && !isError(files.stat(home))) {
    if (!isError(files.stat(newHome))) return fail(call, `directory ${newHome} exists`, 12);
    if (files.rename(home, newHome) !== undefined) status = 12;
  }
  const from = { uid: Number(uid), gid: Number(gid) };
  const [toUid, newGroup] = [read.value("uid"), read.value("gid")];
  const toGid = newGroup === undefined ? undefined : findGroupRow(database, newGroup)?.[2];
  const place = read.has("move-home") ? newHome : (read.value("home") ?? home);
  const own = files.stat(place);
  if ((toUid !== undefined || toGid !== undefined) && !isError(own) && own.uid === from.uid) {
    changeOwnerBelow(files, place, from, {
      ...(toUid === undefined ? {} : { uid: Number(toUid) }),
      ...(toGid === undefined ? {} : { gid: Number(toGid) }),
    });
  }
  const mail = `/var/mail/${name}`;
  if (!isError(files.lstat(mail))) {
    if (toUid !== undefined) files.changeOwner(mail, Number(toUid), undefined);
    if (login !== name) files.rename(mail, `/var/mail/${login}`);
  }
  return status === 0 ? succeed() : fail(call, "the home could not be moved", status);
}
