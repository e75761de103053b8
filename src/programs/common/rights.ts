import type { Call } from "../../domain/program.ts";

/** Whether the caller is root or has the one right that this needs. */
export function mayAdminister(call: Call, capability: string): boolean {
  return call.identity.uid === 0 || call.identity.capabilities.has(capability);
}

/**
 * Whether the system's manager would do what the caller asks: for root, and after asking for the
 * password for whoever is an administrator.
 */
export function mayAskManager(call: Call): boolean {
  const { identity, facts } = call;
  if (identity.uid === 0) return true;
  const groups = facts.administrators.groups.map((name) => facts.accounts.group(name)?.gid);
  return identity.groups.some((gid) => groups.includes(gid));
}
