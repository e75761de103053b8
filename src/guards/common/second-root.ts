import type { AccountEffect } from "../../domain/effect.ts";
import { showName } from "../../domain/text.ts";
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
