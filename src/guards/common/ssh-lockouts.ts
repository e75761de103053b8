import type { Facts } from "../../domain/facts.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { showName } from "../../domain/text.ts";
import { alternatives, lineAs } from "./edit-line.ts";
import { keyLockouts } from "./key-lockouts.ts";
import type { Lockout } from "./lockout.ts";
import { serviceLosses } from "./service-effects.ts";
import { settingsLockouts } from "./ssh-settings.ts";
import { plainUnit, roleOf } from "./unit-roles.ts";

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

function pathOf(effect: Foreseen["effects"][number]): string {
  return "path" in effect ? (effect.path ?? "") : "";
}
