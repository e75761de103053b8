import { readGroupLine, readLines, readUserLine, withGroups } from "../../domain/account-lines.ts";
import type { AccountFacts, Facts } from "../../domain/facts.ts";
import type { Files } from "../../domain/view/files.ts";
import { isError } from "../../domain/world.ts";

/**
 * The facts of the machine as the line has left them so far: who there is changes with `useradd` and
 * its kin, and with everything else that writes the account database.
 */
export function factsNow(facts: Facts, files: Files): Facts {
  if (!files.isTouched("/etc/passwd") && !files.isTouched("/etc/group")) return facts;
  return Object.create(facts, { accounts: { get: () => accountsNow(facts.accounts, files) } });
}

/** Accounts by the texts of the view; those of other sources, as of the network, stay as they are. */
function accountsNow(before: AccountFacts, files: Files): AccountFacts {
  const [passwd, group] = [files.text("/etc/passwd"), files.text("/etc/group")];
  if (passwd === undefined || group === undefined || isError(passwd) || isError(group)) {
    return before;
  }
  const groups = readLines(group, readGroupLine);
  const users = readLines(passwd, readUserLine).map((user) => withGroups(user, groups));
  const isLocal = (key: string): boolean =>
    before.users.some(({ name, uid }) => name === key || String(uid) === key);
  return {
    users,
    user: (key) =>
      users.find(({ name, uid }) => name === String(key) || String(uid) === String(key)) ??
      (isLocal(String(key)) ? undefined : before.user(key)),
    group: (key) =>
      groups.find(({ name, gid }) => name === String(key) || String(gid) === String(key)) ??
      (files.isTouched("/etc/group") ? undefined : before.group(key)),
  };
}
