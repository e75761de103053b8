import type { AccountNumbers } from "../../domain/access-list-entries.ts";
import type { AccountFacts } from "../../domain/facts.ts";

/** What `USER:GROUP` asks for; a part left out stays as it is. */
export interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

export interface OwnerRead extends Owner {
  /** Written with a dot, which GNU programs warn of. */
  readonly isOldForm?: boolean;
}

/** Reads `user`, `user:`, `user:group`, `:group`, numbers, and the old `user.group`; what is wrong with it where it is none. */
export function parseOwner(text: string, accounts: AccountFacts): OwnerRead | string {
  const colon = text.indexOf(":");
  if (colon >= 0) return readParts(text.slice(0, colon), text.slice(colon + 1), accounts);
  const whole = readParts(text, undefined, accounts);
  const dot = text.indexOf(".");
  if (typeof whole !== "string" || dot < 0) return whole;
  const parts = readParts(text.slice(0, dot), text.slice(dot + 1), accounts);
  return typeof parts === "string" ? whole : { ...parts, isOldForm: true };
}

/** The number of a group by name or number, undefined where there is none. */
export function parseGroup(text: string, accounts: AccountFacts): number | undefined {
  return accounts.group(text)?.gid ?? parseNumber(text);
}

/** How numbers of accounts are found by the words of a command line. */
export function numbersIn(accounts: AccountFacts): AccountNumbers {
  return {
    user: (name) => parseUser(name, accounts),
    group: (name) => parseGroup(name, accounts),
  };
}

/** The number of a user by name or number, undefined where there is none. */
export function parseUser(text: string, accounts: AccountFacts): number | undefined {
  return accounts.user(text)?.uid ?? parseNumber(text);
}

function readParts(
  user: string,
  group: string | undefined,
  accounts: AccountFacts,
): Owner | string {
  const uid = user === "" ? undefined : parseUser(user, accounts);
  if (user !== "" && uid === undefined) return "invalid user";
  const owner = uid === undefined ? {} : { uid };
  if (group === undefined) return owner;
  if (group !== "") {
    const gid = parseGroup(group, accounts);
    return gid === undefined ? "invalid group" : { ...owner, gid };
  }
  if (user === "") return {};
  const login = accounts.user(user);
  // A number with nothing after the colon has no login group to take.
  return login === undefined || /^\+/.test(user) ? "invalid spec" : { ...owner, gid: login.gid };
}

function parseNumber(text: string): number | undefined {
  if (!/^\+?[0-9]+$/.test(text)) return undefined;
  const number = Number(text.replace("+", ""));
  return number < 0xffffffff ? number : undefined;
}
