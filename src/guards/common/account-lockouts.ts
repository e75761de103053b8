import type { AccountEffect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Alternative } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { joinWords, showName } from "../../domain/text.ts";
import { accountChanges } from "./account-edits.ts";
import { addingGroups } from "./account-remedies.ts";
import { alternatives, lineAs } from "./edit-line.ts";
import type { Lockout } from "./lockout.ts";
import { settingsLockouts } from "./ssh-settings.ts";

/** Actions after which nobody logs in to the account any more. */
const shutting = new Set(["delete-user", "lock-user", "expire-user"]);

/** Accounts that lose the way to root, or the way in, and who is left then. */
export function accountLockouts(foreseen: Foreseen, facts: Facts): readonly Lockout[] {
  const effects = accountChanges(foreseen, facts);
  if (effects.length === 0) return [];
  return [
    ...administratorLosses(effects, foreseen, facts),
    ...ownLosses(effects, facts),
    ...ownRootLosses(effects, facts),
  ].slice(0, 1);
}

function administratorLosses(
  effects: readonly AccountEffect[],
  foreseen: Foreseen,
  facts: Facts,
): readonly Lockout[] {
  const losing = effects.filter((effect) => losesRoot(effect, effects, facts));
  const [effect] = losing;
  if (effect === undefined || facts.administrators.canRootLogIn) return [];
  const gone = new Set(losing.flatMap((one) => namesMet(one, facts)));
  const { names } = facts.administrators;
  const gained = effects.some(
    ({ action, detail }) => action === "join-group" && isAdministrators(detail, facts),
  );
  const left = names.filter((name) => !gone.has(name));
  if (left.length > 0 || gained || names.length === 0) return [];
  const shown = joinWords([...gone].map(showName));
  const isRootLeft = canRootLogIn(effects, facts) && settingsLockouts(foreseen, facts).length === 0;
  return [
    {
      effect,
      severity: isRootLeft ? "caution" : "danger",
      kind: "administrator",
      what: `${shown} would no longer be able to become root, and no other account can`,
      why: "Nobody could install, repair or change anything of the system again without starting it from outside",
      confirmWords: `leave ${showName(facts.hostName)} without an administrator`,
      instead: shutting.has(effect.action)
        ? showing(effect)
        : effect.cause.program === "usermod"
          ? addingGroups(effect.cause, foreseen)
          : [],
    },
  ];
}

function losesRoot(
  effect: AccountEffect,
  effects: readonly AccountEffect[],
  facts: Facts,
): boolean {
  const { action, target, detail } = effect;
  const { names } = facts.administrators;
  if (action === "delete-group") return isAdministrators(target, facts);
  if (!names.includes(target)) return false;
  if (shutting.has(action)) return true;
  if (action === "set-shell") return /\/(nologin|false|true)$/.test(detail ?? "");
  if (action !== "leave-group" || !isAdministrators(detail, facts)) return false;
  return !effects.some(
    (one) =>
      one.action === "join-group" && one.target === target && isAdministrators(one.detail, facts),
  );
}

function isAdministrators(group: string | undefined, facts: Facts): boolean {
  return group !== undefined && facts.administrators.groups.includes(group);
}

function namesMet({ action, target }: AccountEffect, facts: Facts): readonly string[] {
  return action === "delete-group" ? facts.administrators.names : [target];
}

/** Whoever is root without sudo's help came in as root, and can again. */
function canRootLogIn(effects: readonly AccountEffect[], facts: Facts): boolean {
  const isShut = effects.some(({ action, target }) => target === "root" && shutting.has(action));
  if (isShut) return false;
  const { identity, loginName } = facts.caller;
  return facts.administrators.canRootLogIn || (identity.uid === 0 && loginName === "root");
}

/** The caller's own way in: its password, its shell, its account. */
function ownLosses(effects: readonly AccountEffect[], facts: Facts): readonly Lockout[] {
  return effects.flatMap((effect) => {
    const { action, target, detail } = effect;
    if (target !== facts.caller.loginName && target !== facts.caller.name) return [];
    const isShell = action === "set-shell" && /\/(nologin|false|true)$/.test(detail ?? "");
    if (!shutting.has(action) && !isShell) return [];
    const what = isShell
      ? `${showName(target)} would be turned away at every login`
      : `${showName(target)} would ${action === "delete-user" ? "be gone" : "be locked"}`;
    const why = "This is the account you are using: you could not log in with it again";
    return [
      {
        effect,
        severity: "danger",
        kind: "account",
        what,
        why,
        confirmWords: `lock out ${showName(target)}`,
        instead: showing(effect),
      } as const,
    ];
  });
}

function showing({ cause, target }: AccountEffect): readonly Alternative[] {
  return alternatives([
    lineAs(cause, ["passwd", "-S", target]),
    "shows how the account stands now",
  ]);
}

/** The caller's own way to root, where others are left who have one. */
function ownRootLosses(effects: readonly AccountEffect[], facts: Facts): readonly Lockout[] {
  const { loginName, name, identity } = facts.caller;
  const isOwn = ({ target }: AccountEffect): boolean => target === loginName || target === name;
  const effect = effects.find((one) => isOwn(one) && losesRoot(one, effects, facts));
  if (effect === undefined || (identity.uid === 0 && loginName === "root")) return [];
  return [
    {
      effect,
      severity: "caution",
      kind: "administrator",
      what: `${showName(effect.target)} would no longer be able to become root`,
      why: "This is the account you are using: somebody else would have to give it back to you",
      confirmWords: `take root away from ${showName(effect.target)}`,
      instead: [],
    },
  ];
}
