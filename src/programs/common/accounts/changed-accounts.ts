import type { Account } from "../../../domain/facts.ts";
import type { Call } from "../../../domain/program.ts";
import { AccountDatabase, membersOf } from "./account-database.ts";

type Known = Pick<Account, "name" | "uid" | "gid" | "groups">;

/** Whether the line has changed who there is: then the facts of the machine tell no more. */
function hasChangedAccounts({ files }: Call): boolean {
  return !files.isUnchanged("/etc/passwd") || !files.isUnchanged("/etc/group");
}

/** An account by name or number as it is at this moment of the line. */
export function findAccount(call: Call, key: string | number): Known | undefined {
  if (!hasChangedAccounts(call)) return call.facts.accounts.user(key);
  const database = new AccountDatabase(call);
  const field = typeof key === "number" ? 2 : 0;
  const row = database.rows("passwd").find((one) => one[field] === String(key));
  if (row === undefined) return undefined;
  const [name = "", , uid, gid] = row;
  const groups = database
    .rows("group")
    .filter((group) => membersOf(group).includes(name))
    .map((group) => Number(group[2]));
  return { name, uid: Number(uid), gid: Number(gid), groups };
}

/** The name of a group as it is at this moment of the line. */
export function findGroupName(call: Call, gid: number): string | undefined {
  if (!hasChangedAccounts(call)) return call.facts.accounts.group(gid)?.name;
  const groups = new AccountDatabase(call).rows("group");
  return groups.find((group) => group[2] === String(gid))?.[0];
}
