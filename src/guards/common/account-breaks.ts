import type { AccountEffect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import { type Severity, severities } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { countOf, joinWords, showName } from "../../domain/text.ts";
import { accountChanges } from "./account-edits.ts";
import { secondRoot, secondRootGroup } from "./second-root.ts";

/** What is the matter with one change of an account or a group. */
export interface AccountBreak {
  readonly effects: readonly [AccountEffect, ...AccountEffect[]];
  readonly kind:
    | "groups-lost"
    | "deleted"
    | "locked"
    | "open"
    | "shell"
    | "home"
    | "number"
    | "group"
    | "renamed"
    | "root";
  readonly severity: Severity;
  readonly title: string;
  /** Sentences without their full stop. */
  readonly what: string;
  readonly why: string;
  readonly confirmWords: string;
}

/** Groups by which the system's own programs work. */
const vitalGroups =
  /^(root|sudo|wheel|admin|shadow|tty|disk|adm|utmp|mail|daemon|bin|sys|staff|users|nogroup|ssh|_ssh|systemd-.*|messagebus|crontab|docker)$/;

export function findAccountBreaks(foreseen: Foreseen, facts: Facts): readonly AccountBreak[] {
  const effects = accountChanges(foreseen, facts);
  if (effects.length === 0) return [];
  const deleted = new Set(
    effects.filter(({ action }) => action === "delete-user").map(({ target }) => target),
  );
  return worstOfEach([
    ...lostGroups(effects),
    ...effects.flatMap((effect) => breakOf(effect, deleted, foreseen, facts) ?? []),
  ]);
}

/** One command that does the same to many accounts is told once, by the account that matters most. */
function worstOfEach(breaks: readonly AccountBreak[]): readonly AccountBreak[] {
  const groups = Map.groupBy(breaks, ({ kind, effects }) => `${kind} ${effects[0].cause.span}`);
  const weight = ({ severity }: AccountBreak): number => severities.indexOf(severity);
  return [...groups.values()].flatMap((alike) =>
    alike.toSorted((first, second) => weight(second) - weight(first)).slice(0, 1),
  );
}

/** `usermod -G` without `-a`: groups go that nobody named. */
function lostGroups(effects: readonly AccountEffect[]): readonly AccountBreak[] {
  const left = effects.filter(
    ({ action, cause }) =>
      action === "leave-group" && cause.program === "usermod" && !isRemoving(cause.command),
  );
  const byUser = Map.groupBy(left, ({ target }) => target);
  return [...byUser].flatMap(([user, [first, ...others]]) => {
    if (first === undefined) return [];
    const names = [first, ...others].map(({ detail }) => detail ?? "");
    const count = countOf(names.length, "group");
    return [
      {
        effects: [first, ...others],
        kind: "groups-lost",
        severity: "caution",
        title: `This would take ${count} away from an account`,
        what: `${showName(user)} would no longer be in ${joinWords(names.map(showName))}`,
        why: "The list of -G replaces every group there is now; with -a it is added to them",
        confirmWords: `take ${count} from ${showName(user)}`,
      },
    ];
  });
}

function isRemoving(command: readonly { readonly text: string }[]): boolean {
  return command.some(({ text }) => /^-\w*r\w*G?$|^--remove$/.test(text));
}

function breakOf(
  effect: AccountEffect,
  deleted: ReadonlySet<string>,
  foreseen: Foreseen,
  facts: Facts,
): AccountBreak | undefined {
  const { action, target, detail = "" } = effect;
  const name = showName(target);
  switch (action) {
    case "create-user":
      return detail === "uid 0" ? secondRoot(effect) : undefined;
    case "delete-user":
      return deletion(effect, facts);
    case "lock-user":
    case "expire-user":
      return deleted.has(target) ? undefined : lock(effect, facts);
    case "remove-password":
      return {
        effects: [effect],
        kind: "open",
        severity: "danger",
        title: "This would leave an account without a password",
        what: `${name} would have no password at all`,
        why: "Anybody at the machine, and over the network where that is let in, could log in as that account",
        confirmWords: `open ${name}`,
      };
    case "set-password":
      return detail === "guessable" ? guessable(effect) : undefined;
    case "set-shell":
      return shell(effect, foreseen);
    case "set-home":
      return home(effect, foreseen);
    case "set-uid":
      return number(effect, facts);
    case "rename-user":
      return {
        effects: [effect],
        kind: "renamed",
        severity: target === "root" ? "danger" : "caution",
        title: "This would rename an account",
        what: `${name} would be called ${showName(detail)}`,
        why: "Its home, its own group, its scheduled jobs and rules that name it keep the old name",
        confirmWords: `rename ${name}`,
      };
    case "create-group":
      return detail === "gid 0" ? secondRootGroup(effect, []) : undefined;
    case "set-gid":
      return detail === "0" ? secondRootGroup(effect, membersOf(target, facts)) : undefined;
    case "delete-group":
    case "rename-group":
      return group(effect, facts);
    default:
      return undefined;
  }
}

function guessable(effect: AccountEffect): AccountBreak {
  const name = showName(effect.target);
  return {
    effects: [effect],
    kind: "open",
    severity: effect.target === "root" ? "danger" : "caution",
    title: "This would set a password that is soon guessed",
    what: `${name} would have a password that is short, or one of those that are tried first`,
    why: "Where passwords are let in over the network, strangers try such ones all day",
    confirmWords: `open ${name}`,
  };
}

function deletion(effect: AccountEffect, facts: Facts): AccountBreak {
  const { target, detail } = effect;
  const name = showName(target);
  const account = facts.accounts.user(target);
  const isRoot = target === "root" || account?.uid === 0;
  const isSystems = account !== undefined && account.uid < 1000;
  const running = facts.processes.list.filter(
    ({ uid }) => uid === account?.uid && uid !== 0,
  ).length;
  const busy = running === 0 ? "" : `; ${countOf(running, "process", "processes")} of it run now`;
  const files =
    detail === "with home"
      ? "with its home and mail"
      : "and its files would be left without an owner";
  // Who looks after the machine is told by what lies in that home, more often than not.
  const isKeepers = detail === "with home" && facts.administrators.names.includes(target);
  const severity = isRoot ? "critical" : isSystems || isKeepers ? "danger" : "caution";
  return {
    effects: [effect],
    kind: "deleted",
    severity,
    title: isRoot ? "This would delete the administrator itself" : "This would delete an account",
    what: `${name} would be gone ${files}${busy}`,
    why: isRoot
      ? "Nothing of the system could run, or be repaired, without it"
      : isSystems
        ? "A service of this machine runs as it and would no longer start"
        : "A later account could get the same number, and with it the files that are left",
    confirmWords: `delete the account ${name}`,
  };
}

function lock(effect: AccountEffect, facts: Facts): AccountBreak | undefined {
  const { target, action } = effect;
  const account = facts.accounts.user(target);
  if (account !== undefined && /\/(nologin|false)$/.test(account.shell)) return undefined;
  const isRoot = target === "root";
  const hasOthers = facts.administrators.names.length > 0;
  // Where others may become root, root needs no password of its own.
  if (isRoot && hasOthers && action === "lock-user") return undefined;
  const name = showName(target);
  return {
    effects: [effect],
    kind: "locked",
    severity: isRoot ? "danger" : "caution",
    title: "This would lock an account",
    what:
      action === "lock-user"
        ? `${name} could no longer log in with its password`
        : `${name} would have ended, and every login would be turned away`,
    why:
      action === "lock-user"
        ? "Keys of ssh still let it in, while whoever has only the password stays outside"
        : "Its scheduled jobs stop as well",
    confirmWords: `lock ${name}`,
  };
}

function shell(effect: AccountEffect, foreseen: Foreseen): AccountBreak | undefined {
  const { target, detail = "" } = effect;
  const isRefusing = /\/(nologin|false|true)$/.test(detail);
  const isThere = isRefusing || !detail.startsWith("/") || hasShell(foreseen, detail);
  if (isThere && !isRefusing) return undefined;
  const name = showName(target);
  const isRoot = target === "root";
  return {
    effects: [effect],
    kind: "shell",
    severity: isRoot || !isRefusing ? "danger" : "caution",
    title: isRefusing
      ? "This would turn an account away at every login"
      : "This would give an account a shell that is not there",
    what: isRefusing
      ? `${name} would get ${showName(detail)} in place of a shell`
      : `There is no ${showName(detail)} for ${name} to log in to`,
    why: "Nobody could log in with it, and sudo or su to it would fail as well",
    confirmWords: `shut ${name} out`,
  };
}

/** The shells that the machine names are there; any other is looked for among them. */
function hasShell(foreseen: Foreseen, path: string): boolean {
  const listed = (foreseen.textAfter?.("/etc/shells") ?? "").split("\n");
  // An installed shell lists itself, in /bin or in /usr/bin, which are one on most systems.
  const twin = path.startsWith("/usr/") ? path.slice(4) : `/usr${path}`;
  if (listed.includes(path) || listed.includes(twin)) return true;
  if (listed.some((line) => line.startsWith("/"))) return false;
  return /^\/(usr\/)?bin\/(ba|da|k|z|fi|c|tc|mk)?sh$/.test(path);
}

function home(effect: AccountEffect, foreseen: Foreseen): AccountBreak | undefined {
  const { target, detail = "" } = effect;
  const isMade = foreseen.effects.some((one) => one.kind === "create" && one.path === detail);
  if (isMade) return undefined;
  const name = showName(target);
  return {
    effects: [effect],
    kind: "home",
    severity: "caution",
    title: "This would give an account another home",
    what: `${name} would look for its files in ${showName(detail)}, and what it has now would stay where it is`,
    why: "Its settings and ssh keys are not found there, so that a login by key fails",
    confirmWords: `move the home of ${name}`,
  };
}

function number(effect: AccountEffect, facts: Facts): AccountBreak {
  const { target, detail = "" } = effect;
  const name = showName(target);
  if (detail === "0") return secondRoot(effect);
  const isSystems = (facts.accounts.user(target)?.uid ?? 1000) < 1000;
  return {
    effects: [effect],
    kind: "number",
    severity: target === "root" ? "critical" : isSystems ? "danger" : "caution",
    title: "This would change the number of an account",
    what: `${name} would get the number ${showName(detail)}`,
    why: "Files outside of its home keep the old number: it no longer owns them, and whoever gets that number later does",
    confirmWords: `renumber ${name}`,
  };
}

function membersOf(name: string, { accounts }: Facts): readonly string[] {
  return accounts.group(name)?.members ?? [];
}

function group(effect: AccountEffect, facts: Facts): AccountBreak | undefined {
  const { target, action, detail = "" } = effect;
  const name = showName(target);
  const members = membersOf(target, facts);
  const isAdministrators = facts.administrators.groups.includes(target);
  const isVital = isAdministrators || vitalGroups.test(target);
  if (!isVital && members.length === 0) return undefined;
  const isDeleting = action === "delete-group";
  return {
    effects: [effect],
    kind: "group",
    severity: isAdministrators || /^(root|shadow|disk|tty)$/.test(target) ? "danger" : "caution",
    title: isDeleting
      ? "This would delete a group that is in use"
      : "This would rename a group that is in use",
    what: isDeleting
      ? `The group ${name}${members.length === 0 ? "" : ` with ${joinWords(members.map(showName))}`} would be gone`
      : `The group ${name} would be called ${showName(detail)}`,
    why: "What is open to its members by that name no longer is",
    confirmWords: `${isDeleting ? "delete" : "rename"} the group ${name}`,
  };
}
