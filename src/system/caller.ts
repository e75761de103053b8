import type { Account, AccountFacts, Caller } from "../domain/facts.ts";
import type { Identity } from "../domain/identity.ts";

/** Who calls, from what the kernel and the account database say. */
export function makeCaller(
  identity: Identity,
  accounts: AccountFacts,
  environment: ReadonlyMap<string, string>,
): Caller {
  const account = accounts.user(identity.uid);
  const name = account?.name ?? String(identity.uid);
  return {
    identity,
    name,
    // Not "/": everything would seem to lie in that home.
    home: account?.home ?? "/nonexistent",
    loginName: loginAccount(identity, accounts, environment)?.name ?? name,
  };
}

/**
 * The account behind sudo. Only root's own environment is believed: anyone can set SUDO_USER, but
 * only sudo makes root of somebody and leaves these behind.
 */
function loginAccount(
  identity: Identity,
  accounts: AccountFacts,
  environment: ReadonlyMap<string, string>,
): Account | undefined {
  if (identity.uid !== 0) return undefined;
  const uid = environment.get("SUDO_UID") ?? environment.get("DOAS_UID");
  const doasUser = environment.get("DOAS_USER");
  // Most doas give only the name.
  if (uid === undefined) return doasUser === undefined ? undefined : accounts.user(doasUser);
  const account = /^\d+$/.test(uid) ? accounts.user(Number(uid)) : undefined;
  const named = environment.get("SUDO_USER") ?? environment.get("DOAS_USER");
  return named === undefined || named === account?.name ? account : undefined;
}
