import type { Account } from "../../domain/facts.ts";
import { type Identity, rootIdentity } from "../../domain/identity.ts";
import type { Call } from "../../domain/program.ts";

/** The account a `-u` option names, by name or as `#uid`; `undefined` where there is none. */
export function findAccount(call: Call, name: string): Account | undefined {
  const number = /^#(\d+)$/.exec(name)?.[1];
  return call.facts.accounts.user(number === undefined ? name : Number(number));
}

/** The group id a `-g` option names. */
export function findGroup(call: Call, name: string): number | undefined {
  const number = /^#?(\d+)$/.exec(name)?.[1];
  return number === undefined ? call.facts.accounts.group(name)?.gid : Number(number);
}

/** Root, even on a machine whose account database does not say so. */
export function rootAccount(call: Call): Account {
  const root = { name: "root", uid: 0, gid: 0, groups: [0], home: "/root", shell: "/bin/bash" };
  return call.facts.accounts.user(0) ?? root;
}

/** Who a command runs as once `elevatedBy` has made it that account's. */
export function identityOf(account: Account, elevatedBy: string, gid = account.gid): Identity {
  if (account.uid === 0) return { ...rootIdentity(elevatedBy), gid };
  const groups = [...new Set([gid, ...account.groups])];
  return { uid: account.uid, gid, groups, capabilities: new Set(), elevatedBy };
}

/** The caller with another group: `sudo -g` without `-u`. */
export function withGroup(identity: Identity, gid: number, elevatedBy: string): Identity {
  return { ...identity, gid, groups: [...new Set([gid, ...identity.groups])], elevatedBy };
}

const keptNames = new Set(["TERM", "DISPLAY", "LANG", "LANGUAGE", "TZ", "COLORTERM", "XAUTHORITY"]);

/** Variables that pass through a wrapper which otherwise starts with a clean environment. */
export function keepSafe(environment: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(
    [...environment].filter(([name]) => keptNames.has(name) || name.startsWith("LC_")),
  );
}

/** What a login sets for an account. */
export function accountVariables(account: Account): readonly (readonly [string, string])[] {
  return [
    ["HOME", account.home],
    ["USER", account.name],
    ["LOGNAME", account.name],
    ["SHELL", account.shell],
  ];
}

export const securePath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
