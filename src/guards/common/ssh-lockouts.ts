import type { Facts } from "../../domain/facts.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { showName } from "../../domain/text.ts";
import { alternatives, lineAs } from "./edit-line.ts";
import { copiedPaths, isMadeByLine } from "./existing.ts";
import type { Lockout } from "./lockout.ts";
import { serviceLosses } from "./service-effects.ts";
import { plainUnit, roleOf } from "./unit-roles.ts";
import { describePath } from "./wording.ts";

/** The ssh service, its settings and the keys by which one comes in. */
export function sshLockouts(foreseen: Foreseen, facts: Facts): readonly Lockout[] {
  return [
    ...serviceLockouts(foreseen, facts),
    ...keyLockouts(foreseen, facts),
    ...settingsLockouts(foreseen, facts),
    ...nologinLockouts(foreseen),
    ...hostLockouts(foreseen, facts),
  ];
}

function serviceLockouts(foreseen: Foreseen, facts: Facts): readonly Lockout[] {
  const found = serviceLosses(foreseen, facts).flatMap(({ effect, unit, when }) => {
    if (roleOf(unit)?.kind !== "ssh" || when === "restart") return [];
    const isRemote = facts.session.remote !== undefined;
    const name = showName(plainUnit(unit));
    const what =
      when === "now" ? `${name} would stop` : `${name} would not be started again with the machine`;
    const why = isRemote
      ? "You came in by it: once this connection ends there is no way back in over the network"
      : "Nobody could log in over the network any more";
    const { cause } = effect;
    const restart = lineAs(cause, ["systemctl", "restart", plainUnit(effect.target)]);
    return [
      {
        effect,
        severity: isRemote ? "danger" : "caution",
        kind: "service",
        what,
        why,
        confirmWords: `stop ${name}`,
        instead:
          when === "now"
            ? alternatives([restart, "takes new settings over and stays reachable"])
            : [],
      } as const,
    ];
  });
  return found.slice(0, 1);
}

/** The caller's own list of keys, while a key could be what it came in by. */
function keyLockouts(foreseen: Foreseen, facts: Facts): readonly Lockout[] {
  if (
    foreseen.effects.every(
      (effect) => !("path" in effect) || !pathOf(effect).includes("authorized_keys"),
    )
  ) {
    return [];
  }
  if (facts.session.remote === undefined) return [];
  const { home } = facts.caller;
  const login = facts.accounts.user(facts.caller.loginName)?.home ?? home;
  const own = new Set([home, login].map((one) => `${one}/.ssh/authorized_keys`));
  const copied = copiedPaths(foreseen);
  return foreseen.effects.flatMap((effect) => {
    if (!own.has(pathOf(effect)) || copied.has(pathOf(effect))) return [];
    const isLost =
      (effect.kind === "delete" && !isMadeByLine(effect.before)) ||
      (effect.kind === "write" &&
        !effect.isSame &&
        effect.how !== "append" &&
        effect.how !== "partly");
    if (!isLost) return [];
    const path = pathOf(effect);
    return [
      {
        effect,
        severity: "danger",
        kind: "keys",
        what: `${describePath(path, facts)} lists the keys that may log in, and those in it now would be gone`,
        why: "If you came in by one of them, you could not come in again",
        confirmWords: "delete the keys that may log in",
        path,
        instead: [],
      } as const,
    ];
  });
}

function pathOf(effect: Foreseen["effects"][number]): string {
  return "path" in effect ? (effect.path ?? "") : "";
}

const settingsPath = "/etc/ssh/sshd_config";

/** What sshd would take out of its settings: the first value of a keyword counts. */
function settingsLockouts(foreseen: Foreseen, facts: Facts): readonly Lockout[] {
  const effect = foreseen.effects.find(
    (one) => (one.kind === "write" || one.kind === "create") && one.path === settingsPath,
  );
  if (effect === undefined) return [];
  const text = foreseen.textAfter?.(settingsPath);
  const what =
    text === undefined
      ? undefined
      : (shutBySettings(text, facts) ?? shutWithoutKey(text, foreseen, facts));
  if (what === undefined) return [];
  return [
    {
      effect,
      severity: facts.session.remote === undefined ? "caution" : "danger",
      kind: "settings",
      what,
      why: "Once ssh has read its settings anew, no new connection of yours would be let in",
      confirmWords: "shut yourself out of ssh",
      path: settingsPath,
      instead: [],
    },
  ];
}

function shutBySettings(text: string, facts: Facts): string | undefined {
  const value = (keyword: string): string | undefined =>
    new RegExp(`^[ \\t]*${keyword}[ \\t=]+"?([^#\\n"]*)`, "im")
      .exec(text.replace(/^\s*match\s[\s\S]*/im, ""))?.[1]
      ?.trim();
  const name = facts.caller.loginName;
  const allowed = value("AllowUsers")?.split(/\s+/);
  const isNamed = (list: readonly string[]): boolean =>
    list.some((one) =>
      new RegExp(
        `^${one.replace(/@.*/, "").replace(/[.+]/g, "\\$&").replace(/\*/g, ".*").replace(/\?/g, ".")}$`,
      ).test(name),
    );
  if (allowed !== undefined && !isNamed(allowed)) {
    return `Only ${showName(allowed.join(", "))} could log in, and ${showName(name)} is not among them`;
  }
  const denied = value("DenyUsers")?.split(/\s+/);
  if (denied !== undefined && isNamed(denied)) return `${showName(name)} would be turned away`;
  if (name === "root" && value("PermitRootLogin")?.toLowerCase() === "no") {
    return facts.administrators.names.length === 0
      ? "root could no longer log in, and no other account can become root"
      : undefined;
  }
  const port = value("Port");
  const session = facts.session.remote?.port;
  if (session !== undefined && port !== undefined && Number(port) !== session) {
    const isLetIn = facts.network.isAllowedByUfw(Number(port), facts.session.remote?.from ?? "");
    if (facts.network.isUfwEnabled === true && isLetIn === false) {
      return `ssh would wait at port ${showName(port)}, which the firewall does not let in`;
    }
  }
  return undefined;
}

/** No password is taken any more, and no key of the account is known. */
function shutWithoutKey(text: string, foreseen: Foreseen, facts: Facts): string | undefined {
  if (!/^[ \t]*PasswordAuthentication[ \t]+no\b/im.test(text)) return undefined;
  if (
    /^[ \t]*(KbdInteractiveAuthentication|ChallengeResponseAuthentication)[ \t]+yes\b/im.test(text)
  )
    return undefined;
  if (/^[ \t]*AuthorizedKeys(File|Command)[ \t]/im.test(text)) return undefined;
  const name = facts.caller.loginName;
  const home = facts.accounts.user(name)?.home;
  if (home === undefined) return undefined;
  const keys = foreseen.textAfter?.(`${home}/.ssh/authorized_keys`) ?? "";
  if (keys.trim() !== "") return undefined;
  return `Passwords would no longer be taken, and ${showName(name)} has no key that may log in`;
}

/** A file that tells every login but root's to turn people away. */
function nologinLockouts(foreseen: Foreseen): readonly Lockout[] {
  return foreseen.effects.flatMap((effect) => {
    const isMade = effect.kind === "create" || effect.kind === "link" || effect.kind === "move";
    if (!isMade || !/^\/(etc|run|var\/run)\/nologin$/.test(effect.path)) return [];
    return [
      {
        effect,
        severity: "danger",
        kind: "nologin",
        what: `While ${showName(effect.path)} is there, nobody but root could log in`,
        why: "Every account that becomes root by way of sudo is turned away as well",
        confirmWords: "turn every login away",
        path: effect.path,
        instead: [],
      } as const,
    ];
  });
}

const deniedHosts = "/etc/hosts.deny";

/** Rules by which services turn away whole networks before anybody logs in. */
function hostLockouts(foreseen: Foreseen, facts: Facts): readonly Lockout[] {
  const effect = foreseen.effects.find((one) => pathOf(one) === deniedHosts);
  if (effect === undefined || (effect.kind !== "write" && effect.kind !== "create")) return [];
  const text = foreseen.textAfter?.(deniedHosts) ?? "";
  if (!/^\s*(ALL|[^#:\n]*sshd[^:\n]*)\s*:\s*ALL\b/im.test(text)) return [];
  const allowed = foreseen.textAfter?.("/etc/hosts.allow") ?? "";
  if (/^\s*(ALL|[^#:\n]*sshd)/im.test(allowed)) return [];
  return [
    {
      effect,
      severity: facts.session.remote === undefined ? "caution" : "danger",
      kind: "settings",
      what: "Every address would be turned away, yours among them",
      why: "Where ssh was built to look there, no new connection of yours would be let in",
      confirmWords: "turn every address away",
      path: deniedHosts,
      instead: [],
    },
  ];
}
