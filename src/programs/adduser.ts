import { type Argument, plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { AccountDatabase, membersOf } from "./common/accounts/account-database.ts";
import { makeHome } from "./common/accounts/home-directory.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "--add-extra-groups",
  "--allow-all-names",
  "--allow-badname --allow-bad-names --force-badname",
  "--comment=TEXT --gecos=TEXT",
  "-c --conf=FILE",
  "--debug",
  "--disabled-login",
  "--disabled-password",
  "--firstgid=ID",
  "--firstuid=ID",
  "--gid=ID",
  "--group",
  "-h --help",
  "--home=DIR",
  "--ingroup=GROUP",
  "--lastgid=ID",
  "--lastuid=ID",
  "--no-create-home",
  "-q --quiet",
  "--shell=SHELL",
  "--system",
  "--uid=ID",
  "--verbose",
  "-v --version",
];

/** Debian's friendlier way to make accounts and groups: it calls the plain programs. */
export const adduserProgram: Program = {
  names: ["adduser", "addgroup"],
  options,
  run: (call) => withOptions(call, options, (read) => add(call, read)),
};

function add(call: Call, read: OptionsRead): Outcome {
  if (call.identity.uid !== 0)
    return fail(call, "Only root may add a user or group to the system.");
  const [first, second] = read.operands;
  if (first === undefined) return fail(call, "Only one or two names allowed.");
  if (["conf", "firstuid", "lastuid", "firstgid", "lastgid"].some((key) => read.has(key))) {
    return unforeseen(call, "what other ranges and settings make of it is not worked out");
  }
  if (second !== undefined) return joinGroup(call, first, second);
  const isGroup = call.name === "addgroup" || (read.has("group") && !read.has("system"));
  if (isGroup) return addGroup(call, read, first);
  const database = new AccountDatabase(call);
  if (database.find("passwd", first.text) !== undefined) {
    return read.has("system")
      ? untold("it is there already", 0)
      : fail(call, `The user \`${first.text}' already exists.`);
  }
  if (
    !/^[a-z_][-a-z0-9_]*\$?$/.test(first.text) &&
    !read.has("allow-all-names") &&
    !read.has("force-badname")
  ) {
    return fail(call, "Please enter a username matching the regular expression");
  }
  return read.has("system") ? addSystemUser(call, read, first) : addUser(call, read, first);
}

/** Runs one of the plain programs; true where it succeeds. */
function run(call: Call, name: Argument, ...words: readonly string[]): boolean {
  const command = words.map((text) => ({ ...plainArgument(text), span: name.span }));
  return call.runCommand(command).status === 0;
}

function joinGroup(call: Call, user: Argument, group: Argument): Outcome {
  const database = new AccountDatabase(call);
  if (database.find("passwd", user.text) === undefined)
    return fail(call, `The user \`${user.text}' does not exist.`);
  const row = database.find("group", group.text);
  if (row === undefined) return fail(call, `The group \`${group.text}' does not exist.`);
  if (!membersOf(row).includes(user.text)) {
    run(call, user, "/usr/sbin/usermod", "-a", "-G", group.text, user.text);
  }
  return untold("it tells what it did", 0);
}

function addGroup(call: Call, read: OptionsRead, name: Argument): Outcome {
  const database = new AccountDatabase(call);
  if (database.find("group", name.text) !== undefined) {
    return read.has("system")
      ? untold("it is there already", 0)
      : fail(call, `The group \`${name.text}' already exists.`);
  }
  const gid = read.value("gid") ?? String(freeNumber([database.rows("group")], read.has("system")));
  run(call, name, "/usr/sbin/groupadd", "-g", gid, name.text);
  return untold("it tells what it did", 0);
}

/** The lowest number that is free in all tables; the system's own have a range below. */
function freeNumber(
  tables: readonly (readonly (readonly string[])[])[],
  isSystem: boolean,
): number {
  const used = new Set(tables.flatMap((rows) => rows.map((row) => Number(row[2]))));
  let number = isSystem ? 100 : 1000;
  while (used.has(number)) number += 1;
  return number;
}

function addSystemUser(call: Call, read: OptionsRead, name: Argument): Outcome {
  const database = new AccountDatabase(call);
  const makesGroup = read.has("group");
  const tables = makesGroup
    ? [database.rows("passwd"), database.rows("group")]
    : [database.rows("passwd")];
  const uid = read.value("uid") ?? String(freeNumber(tables, true));
  const group = makesGroup
    ? name.text
    : (read.value("ingroup") ?? groupNamed(database, read.value("gid") ?? "65534"));
  if (makesGroup && database.find("group", name.text) === undefined) {
    run(call, name, "/usr/sbin/groupadd", "-g", uid, name.text);
  }
  const home = read.value("home") ?? "/nonexistent";
  const shell = read.value("shell") ?? "/usr/sbin/nologin";
  run(
    call,
    name,
    "/usr/sbin/useradd",
    "-r",
    "-d",
    home,
    "-g",
    group,
    "-s",
    shell,
    "-u",
    uid,
    name.text,
  );
  setComment(call, read, name);
  makeHomeOf(call, read, name, home, false);
  return untold("it tells what it did", 0);
}

function groupNamed(database: AccountDatabase, gid: string): string {
  return database.rows("group").find((row) => row[2] === gid)?.[0] ?? gid;
}

function addUser(call: Call, read: OptionsRead, name: Argument): Outcome {
  const database = new AccountDatabase(call);
  const settings = readSettings(call);
  const chosen = read.value("ingroup") ?? read.value("gid");
  const makesGroup = chosen === undefined && settings("USERGROUPS", "yes") === "yes";
  if (makesGroup && database.find("group", name.text) !== undefined) {
    return fail(call, `The group \`${name.text}' already exists.`);
  }
  const tables = makesGroup
    ? [database.rows("passwd"), database.rows("group")]
    : [database.rows("passwd")];
  const uid = read.value("uid") ?? String(freeNumber(tables, false));
  const group = makesGroup ? uid : (chosen ?? "users");
  if (makesGroup) run(call, name, "/usr/sbin/groupadd", "-g", uid, name.text);
  const home = read.value("home") ?? `${settings("DHOME", "/home")}/${name.text}`;
  const usual = read.has("disabled-login") ? "/usr/sbin/nologin" : settings("DSHELL", "/bin/bash");
  const shell = read.value("shell") ?? usual;
  run(call, name, "/usr/sbin/useradd", "-d", home, "-g", group, "-s", shell, "-u", uid, name.text);
  makeHomeOf(call, read, name, home, true);
  const asksPassword = !read.has("disabled-login") && !read.has("disabled-password");
  const hasComment = read.has("gecos");
  if (asksPassword || !hasComment) {
    call.uncertain("what is answered to its questions is not known", name);
  }
  if (asksPassword && call.isInputTerminal) run(call, name, "/usr/bin/passwd", name.text);
  if (hasComment) setComment(call, read, name);
  if (makesGroup || chosen !== undefined) addToUsers(call, name);
  return untold("it tells what it did", asksPassword || !hasComment ? undefined : 0);
}

function setComment(call: Call, read: OptionsRead, name: Argument): void {
  const comment = read.value("gecos");
  if (comment !== undefined) run(call, name, "/usr/bin/chfn", "-f", comment, name.text);
}

/** With a group of its own, an account also comes among the ordinary users. */
function addToUsers(call: Call, name: Argument): void {
  const row = new AccountDatabase(call).find("group", "users");
  if (row === undefined) return;
  const members = [...membersOf(row), name.text].join(",");
  run(call, name, "/usr/bin/gpasswd", "-M", members, "users");
}

function makeHomeOf(
  call: Call,
  read: OptionsRead,
  name: Argument,
  home: string,
  copiesPattern: boolean,
): void {
  const row = new AccountDatabase(call).find("passwd", name.text);
  if (row === undefined || read.has("no-create-home") || home.startsWith("/nonexistent")) return;
  const settings = readSettings(call);
  const usual = copiesPattern ? settings("DIR_MODE", "0700") : settings("SYS_DIR_MODE", "0755");
  const owner = { uid: Number(row[2]), gid: Number(row[3]) };
  const pattern = copiesPattern ? settings("SKEL", "/etc/skel") : undefined;
  makeHome(call.files.for(name), home, owner, Number.parseInt(usual, 8), pattern);
}

/** Settings of /etc/adduser.conf. */
function readSettings(call: Call): (name: string, usual: string) => string {
  const read = call.files.text("/etc/adduser.conf");
  const text = read === undefined || isError(read) ? "" : read;
  return (name, usual) => new RegExp(`^${name}="?([^"\\n]*?)"?$`, "m").exec(text)?.[1] ?? usual;
}
