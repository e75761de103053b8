import type { CheckUpItem, CheckUpLine, Mending } from "../../domain/check-up.ts";
import type { AccountAccess, Probed } from "../../domain/check-up-facts.ts";
import { countOf, joinWords, quoteWord } from "../../domain/text.ts";
import { type Judged, judge } from "./judging.ts";

/** Whether accounts can be used without a password, or are root by another name. */
export function judgeAccounts(probed: Probed<AccountAccess>): CheckUpItem {
  return judge({ id: "accounts", about: "accounts" }, probed, judgeFacts);
}

function judgeFacts(access: AccountAccess): Judged {
  const { equalToRoot, withoutPassword, rootGroups } = access;
  const details = detailsOf(access);
  const open = [...new Set([...(withoutPassword ?? []), ...equalToRoot])];
  const faults = [
    ...named(withoutPassword ?? [], "without a password"),
    ...named(equalToRoot, "equal to root"),
  ];
  const lines = linesFor(access);
  if (faults.length > 0) {
    const summary = joinWords(faults);
    return { condition: "danger", summary, details, mending: mendingOf(open), lines };
  }
  const isHidden = withoutPassword === undefined;
  const summary = isHidden
    ? "no account but root has root's number; passwords are closed to you"
    : "nobody logs in without a password, and only root is root";
  return { condition: isHidden || rootGroups.length > 0 ? "note" : "ok", summary, details, lines };
}

/** Of several, a person says which. */
function mendingOf(accounts: readonly string[]): Mending {
  const answers = accounts.length === 1 ? { accounts } : {};
  return { task: "lock-account", answers, label: "lock" };
}

/** What is for the person to decide: a password only they know, a membership they may need. */
function linesFor({ withoutPassword, rootGroups }: AccountAccess): readonly CheckUpLine[] {
  const passwords = (withoutPassword ?? []).map((name) => ({
    line: `sudo passwd ${quoteWord(name)}`,
    why: "gives it a password in place of a lock",
  }));
  const groups = rootGroups.flatMap(({ group, members }) =>
    members.map((name) => ({
      line: `sudo gpasswd -d ${quoteWord(name)} ${quoteWord(group)}`,
      why: `takes ${name} out of a group that is as good as root`,
    })),
  );
  return [...passwords, ...groups].slice(0, 9);
}

function named(names: readonly string[], what: string): readonly string[] {
  return names.length === 0
    ? []
    : [`${countOf(names.length, "account")} ${what} (${joinWords(names)})`];
}

function detailsOf({ equalToRoot, withoutPassword, rootGroups }: AccountAccess): readonly string[] {
  return [
    ...(withoutPassword ?? []).map((name) => `${name}: logs in without a password`),
    ...equalToRoot.map((name) => `${name}: has the number 0 and is root by another name`),
    ...rootGroups.map(
      ({ group, members }) =>
        `${joinWords(members)}: in the group ${group}, whose members can become root`,
    ),
  ];
}
