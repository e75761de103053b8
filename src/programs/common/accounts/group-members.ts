import type { Argument } from "../../../domain/argument.ts";
import type { Call } from "../../../domain/program.ts";
import { type AccountDatabase, membersOf, type Row, withMembers } from "./account-database.ts";

/** Puts an account among a group's members, or takes it out, in both files of groups. */
export function setMembership(
  database: AccountDatabase,
  group: string,
  name: string,
  isMember: boolean,
): void {
  for (const table of ["group", "gshadow"] as const) {
    const row = database.find(table, group);
    if (row === undefined || membersOf(row).includes(name) === isMember) continue;
    const others = membersOf(row).filter((one) => one !== name);
    database.update(table, group, (old) => withMembers(old, isMember ? [...others, name] : others));
  }
}

/** The groups that have the account among their members; not its own first one. */
export function groupsOf(database: AccountDatabase, name: string): readonly string[] {
  return database
    .rows("group")
    .filter((row) => membersOf(row).includes(name))
    .map(([group = ""]) => group);
}

/** A group by name or number. */
export function findGroupRow(database: AccountDatabase, key: string): Row | undefined {
  return database
    .rows("group")
    .find((row) => row[0] === key || (/^\d+$/.test(key) && row[2] === key));
}

/** Tells which groups an account comes into and leaves. */
export function tellGroups(
  call: Call,
  name: string,
  before: readonly string[],
  after: readonly string[],
  operand?: Argument,
): void {
  for (const detail of after.filter((group) => !before.includes(group))) {
    call.emit({ kind: "account", action: "join-group", target: name, detail }, operand);
  }
  for (const detail of before.filter((group) => !after.includes(group))) {
    call.emit({ kind: "account", action: "leave-group", target: name, detail }, operand);
  }
}
