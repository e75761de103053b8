import type { Facts } from "../../domain/facts.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { showName } from "../../domain/text.ts";
import type { Lockout } from "./lockout.ts";
import { describePath } from "./wording.ts";

/** A home that is no longer where its account looks for it. */
export function homeLockouts(foreseen: Foreseen, facts: Facts): readonly Lockout[] {
  const moves = foreseen.effects.flatMap((effect) => (effect.kind === "move" ? [effect] : []));
  if (moves.length === 0) return [];
  const resettled = foreseen.effects.flatMap((effect) =>
    effect.kind === "account" && effect.action === "set-home" ? [effect.target] : [],
  );
  const refilled = new Set(
    foreseen.effects.flatMap((effect) =>
      effect.kind === "create" || effect.kind === "move" || effect.kind === "link"
        ? [effect.path]
        : [],
    ),
  );
  return moves.flatMap((effect) => {
    const account = facts.accounts.users.find(
      ({ home, uid }) => home === effect.from && (uid === 0 || uid >= 1000),
    );
    if (account === undefined || resettled.includes(account.name)) return [];
    if (refilled.has(effect.from)) return [];
    const name = showName(account.name);
    return [
      {
        effect,
        severity: "danger",
        kind: "home",
        what: `${describePath(effect.from, facts)} is the home of ${name}, and would no longer be there`,
        why: "Its settings and ssh keys are not found any more, so that a login fails or begins at /",
        confirmWords: `move the home of ${name}`,
        path: effect.from,
        instead: [
          {
            line: `usermod -m -d ${effect.path} ${account.name}`,
            why: "moves the home and tells the account where it is",
          },
        ],
      } as const,
    ];
  });
}
