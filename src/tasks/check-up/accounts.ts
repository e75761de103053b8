import type { CheckUpItem } from "../../domain/check-up.ts";
import type { AccountAccess, Probed } from "../../domain/check-up-facts.ts";
import { countOf, joinWords } from "../../domain/text.ts";
import { type Judged, judge } from "./judging.ts";

/** Whether accounts can be used without a password, or are root by another name. */
export function judgeAccounts(probed: Probed<AccountAccess>): CheckUpItem {
  return judge({ id: "accounts", about: "accounts" }, probed, judgeFacts);
}

function judgeFacts(access: AccountAccess): Judged {
  const { equalToRoot, withoutPassword, rootGroups } = access;
  const details = detailsOf(access);
  const faults = [
    ...named(withoutPassword ?? [], "without a password"),
    ...named(equalToRoot, "equal to root"),
  ];
  if (faults.length > 0) return { condition: "danger", summary: joinWords(faults), details };
  const isHidden = withoutPassword === undefined;
  const summary = isHidden
    ? "no account but root has root's number; passwords are closed to you"
    : "nobody logs in without a password, and only root is root";
  return { condition: isHidden || rootGroups.length > 0 ? "note" : "ok", summary, details };
}

function named(names: readonly string[], what: string): readonly string[] {
  return names.length === 0
    ? []
    : [`${countOf(names.length, "account")} ${what} (${joinWords(names)})`];
}

function detailsOf({ equalToRoot, withoutPassword, rootGroups }: AccountAccess): readonly string[] {
  return [
    ...(withoutPassword ?? []).map(
      (name) =>
        `${name}: logs in without a password; \`sudo passwd ${name}\` sets one, \`sudo passwd -l ${name}\` locks it`,
    ),
    ...equalToRoot.map((name) => `${name}: has the number 0 and is root by another name`),
    ...rootGroups.map(
      ({ group, members }) =>
        `${joinWords(members)}: in the group ${group}, whose members can become root`,
    ),
  ];
}
