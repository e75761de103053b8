import type { AccountEffect } from "../../domain/effect.ts";
import { joinWords, showName } from "../../domain/text.ts";
import type { AccountBreak } from "./account-breaks.ts";

/** An account with the number 0 is root, whatever it is called. */
export function secondRoot(effect: AccountEffect): AccountBreak {
  const name = showName(effect.target);
  return {
    effects: [effect],
    kind: "root",
    severity: "danger",
    title: "This would make an account into a second root",
    what: `${name} would have the number 0, which is root by another name`,
    why: "Whoever gets in with it may do anything, and nothing tells the two apart afterwards",
    confirmWords: `make ${name} into root`,
  };
}

/** A group with the number 0 is root's own, whatever it is called. */
export function secondRootGroup(effect: AccountEffect, members: readonly string[]): AccountBreak {
  const name = showName(effect.target);
  const who =
    members.length === 0 ? "" : `, and ${joinWords(members.map(showName))} would be in it`;
  return {
    effects: [effect],
    kind: "root",
    severity: "danger",
    title: "This would make a group into root's own",
    what: `${name} would have the number 0, which is the group of root by another name${who}`,
    why: "Whoever is in it may read and change whatever is open to the group of root, and nothing tells the two apart afterwards",
    confirmWords: `make ${name} into the group of root`,
  };
}
