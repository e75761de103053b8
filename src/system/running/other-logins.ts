import type { AccountFacts } from "../../domain/facts.ts";
import type { ProcessFacts, RunningProcess } from "../../domain/running-facts.ts";

/**
 * Accounts of people that have a session of their own: a terminal, a desktop or a connection by ssh,
 * the caller's left out. From the processes, since not every machine keeps lists of who is logged in.
 */
export function findOtherLogins(
  { list, find, ancestors }: Pick<ProcessFacts, "list" | "find" | "ancestors">,
  accounts: AccountFacts,
): readonly string[] {
  const own = new Set(ancestors.filter(isSession).map(({ uid }) => uid));
  const found = new Set<number>();
  for (const one of list) {
    if (isSession(one) && !own.has(one.uid) && !isRaisedBy(one, own, find)) found.add(one.uid);
  }
  return [...found].flatMap((uid) => accounts.user(uid)?.name ?? []).sort();
}

/** The first of a session, run by a person; what waits for one at a terminal is none. */
function isSession({ pid, session, terminal, name, uid, words }: RunningProcess): boolean {
  if (/^sshd/.test(name)) return uid >= 1000 && /@notty/.test(words[0] ?? "");
  const isWaiting = /^(?:[am]?getty|login|systemd|Xorg|gdm|sddm|lightdm)/.test(name);
  return pid === session && terminal !== 0 && !isWaiting && (uid === 0 || uid >= 1000);
}

/** A shell that one of the caller's own started, by `sudo -i` or `su`. */
function isRaisedBy(
  { parent }: RunningProcess,
  own: ReadonlySet<number>,
  find: ProcessFacts["find"],
): boolean {
  for (let next = find(parent); next !== undefined; next = find(next.parent)) {
    if (next.uid !== 0 && own.has(next.uid)) return true;
  }
  return false;
}
