import type { ProcessEffect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import { isAtLeast } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { RunningProcess } from "../../domain/running-facts.ts";
import { countOf, joinWords, showName } from "../../domain/text.ts";
import { commandKey } from "./by-command.ts";
import { effectsOf } from "./existing.ts";

/** Processes that would end, and why that matters. */
export interface Killing {
  readonly effect: ProcessEffect;
  readonly severity: Severity;
  readonly title: string;
  /** Sentences without their full stop. */
  readonly what: string;
  readonly why: string;
  readonly confirmWords: string;
}

/** The worst for each command. */
export function findKillings(foreseen: Foreseen, facts: Facts): readonly Killing[] {
  const worst = new Map<string, Killing>();
  for (const effect of effectsOf(foreseen, "process")) {
    if (effect.action !== "kill") continue;
    const killing = killingOf(effect, facts);
    if (killing === undefined) continue;
    const key = commandKey(effect.cause);
    const before = worst.get(key);
    if (before === undefined || !isAtLeast(before.severity, killing.severity))
      worst.set(key, killing);
  }
  return [...worst.values()];
}

const kill = 9;
const hangUp = 1;
const many = 20;
const several = 5;

function killingOf(effect: ProcessEffect, facts: Facts): Killing | undefined {
  const found = (effect.processes ?? []).flatMap((pid) => facts.processes.find(pid) ?? []);
  return (
    everything(effect, found, facts) ??
    ownSession(effect, found, facts) ??
    firstProcess(effect, found) ??
    important(effect, found, facts) ??
    tooMany(effect, found, facts)
  );
}

function everything(
  effect: ProcessEffect,
  found: readonly RunningProcess[],
  facts: Facts,
): Killing | undefined {
  const { detail } = effect;
  const held = /^whatever uses (.*)$/.exec(detail)?.[1];
  if (held !== undefined) return users(effect, held);
  const account = /^every process of (.*)$/.exec(detail)?.[1];
  const isAll = detail === "every process" || found.length >= many;
  const { ancestors, list } = facts.processes;
  const own = list.filter(({ uid }) => uid === facts.caller.identity.uid);
  const isOwnAll = own.length > 2 && own.every((one) => found.some(({ pid }) => pid === one.pid));
  if (!isAll && account === undefined && !isOwnAll) return undefined;
  const holdsSession = found.some(({ pid }) =>
    ancestors.some((one) => one.pid === pid && pid !== 1),
  );
  const whose = account === undefined ? "" : ` of ${showName(account)}`;
  return {
    effect,
    severity: isAll || isOwnAll || holdsSession ? "danger" : "caution",
    title: `This would end ${found.length === 0 ? "every process" : countOf(found.length, "process", "processes")} at once`,
    what: `${describe(found)}${whose === "" || found.length > 0 ? "" : `Every process${whose}`} would end${holdsSession ? ", this session among them" : ""}`,
    why: "Whatever is not saved in any of them would be lost",
    confirmWords: `end ${found.length === 0 ? "every process" : countOf(found.length, "process", "processes")}`,
  };
}

function users(effect: ProcessEffect, held: string): Killing | undefined {
  if (/^\d+\/(tcp|udp)$|^[\w-]+\/(tcp|udp)$/.test(held)) return undefined;
  const isSystems = /(^| )\/(usr|var|home|etc|lib|bin|dev|tmp|run)?\/?( |$)/.test(held);
  return {
    effect,
    severity: isSystems ? "danger" : "caution",
    title: "This would end every process that uses certain files",
    what: `Every process that uses ${showName(held)} would end without being asked`,
    why: "Whatever is not saved in any of them would be lost",
    confirmWords: `end what uses ${showName(held)}`,
  };
}

function ownSession(
  effect: ProcessEffect,
  found: readonly RunningProcess[],
  facts: Facts,
): Killing | undefined {
  const { ancestors } = facts.processes;
  const met = found.filter(({ pid }) => pid !== 1 && ancestors.some((one) => one.pid === pid));
  if (met.length === 0) return undefined;
  const isDaemonAsked = effect.signal === hangUp && met.every(({ name }) => name === "sshd");
  if (isDaemonAsked) return undefined;
  const isRemote = facts.session.remote !== undefined;
  const isWayIn = met.some(({ name }) => /^(sshd|dropbear)/.test(name));
  return {
    effect,
    severity: isRemote || isWayIn ? "danger" : "caution",
    title: "This would end the session you are using",
    what: `${describe(met)} would end, and with it this session`,
    why: isWayIn
      ? "Nobody could log in over the network until it is started again"
      : "Everything that was started in it could end as well",
    confirmWords: "end this session",
  };
}

interface Importance {
  readonly pattern: RegExp;
  readonly severity: Severity;
  /** With SIGKILL, which leaves no time to tidy up. */
  readonly atOnce: Severity;
  readonly why: string;
  /** Who came in over the network came in by it. */
  readonly isWayIn?: boolean;
}

const importance: readonly Importance[] = [
  {
    pattern:
      /^(systemd|init|dbus-(daemon|broker)|systemd-(journal\w*|logind|udevd|networkd|resolved)|udevd|polkitd|NetworkManager|elogind)$/,
    severity: "danger",
    atOnce: "danger",
    why: "Nearly every other program relies on it",
  },
  {
    pattern: /^(sshd|dropbear)$/,
    severity: "caution",
    atOnce: "caution",
    why: "Nobody could log in over the network until it is started again",
    isWayIn: true,
  },
  {
    pattern:
      /^(Xorg|Xwayland|gnome-shell|gnome-session.*|kwin_\w+|plasmashell|ksmserver|sway|Hyprland|gdm3?|gdm-\w+|sddm|lightdm|xfce4-session|cinnamon.*|mate-session|startplasma.*)$/,
    severity: "danger",
    atOnce: "danger",
    why: "The whole desktop would end, with whatever is not saved in it",
  },
  {
    pattern:
      /^(dpkg|apt|apt-get|aptitude|rpm|dnf|yum|pacman|zypper|unattended-upgr\w*|mkfs\S*|fsck\S*|e2fsck|resize2fs|parted|cryptsetup|mdadm)$/,
    severity: "danger",
    atOnce: "danger",
    why: "It would be stopped in the middle of its work, and what it works on could be left half done",
  },
  {
    pattern:
      /^(mysqld|mariadbd|postgres|postmaster|mongod|redis-server|influxd|dockerd|containerd|libvirtd|qemu\S*|VBoxHeadless|slapd|smbd|nfsd|cron|crond|rsyslogd|java)$/,
    severity: "caution",
    atOnce: "danger",
    why: "Programs that keep their data with it would stop working, and what it has not written yet could be lost",
  },
];

/** Whatever it is called, all others go when the first one does. */
function firstProcess(
  effect: ProcessEffect,
  found: readonly RunningProcess[],
): Killing | undefined {
  const first = found.find(({ pid }) => pid === 1);
  if (first === undefined || effect.signal === hangUp) return undefined;
  return {
    effect,
    severity: "danger",
    title: "This would end a process that others rely on",
    what: `${describe([first])} is the first process, which started all others`,
    why: "Where it ends, the whole machine stops",
    confirmWords: `end ${showName(first.name)}`,
  };
}

function important(
  effect: ProcessEffect,
  found: readonly RunningProcess[],
  facts: Facts,
): Killing | undefined {
  // A first process that is told to read its settings anew stays.
  const names = found.length > 0 ? found.map(({ name }) => name) : [effect.detail];
  const rule = importance.find(({ pattern }) => names.some((name) => pattern.test(name)));
  if (rule === undefined || effect.signal === hangUp) return undefined;
  const met = found.filter(({ name }) => rule.pattern.test(name));
  return {
    effect,
    severity: severityOf(rule, effect, facts),
    title: "This would end a process that others rely on",
    what: `${met.length === 0 ? showName(effect.detail) : describe(met)} would end${effect.signal === kill ? " without being asked" : ""}`,
    why: rule.why,
    confirmWords: `end ${showName(met[0]?.name ?? effect.detail)}`,
  };
}

function severityOf(
  { severity, atOnce, isWayIn }: Importance,
  { signal }: ProcessEffect,
  facts: Facts,
): Severity {
  if (isWayIn === true && facts.session.remote !== undefined) return "danger";
  return signal === kill ? atOnce : severity;
}

/** More kinds of programs than a name would have met. */
function tooMany(
  effect: ProcessEffect,
  found: readonly RunningProcess[],
  facts: Facts,
): Killing | undefined {
  const kinds = new Set(found.map(({ name }) => name));
  const foreign = found.filter(({ uid }) => uid !== facts.caller.identity.uid);
  if (found.length <= several || kinds.size < 3) {
    const isPerson = foreign.some(({ uid }) => uid >= 1000 && uid < 60_000);
    return isPerson && effect.cause.program !== "kill"
      ? foreignKilling(effect, foreign)
      : undefined;
  }
  const count = countOf(found.length, "process", "processes");
  return {
    effect,
    severity: "caution",
    title: `This would end ${count} of different programs`,
    what: `${describe(found)} would end`,
    why: "The pattern fits more than one program, and what is not saved in them would be lost",
    confirmWords: `end ${count}`,
  };
}

function foreignKilling(effect: ProcessEffect, foreign: readonly RunningProcess[]): Killing {
  return {
    effect,
    severity: "note",
    title: "This would end processes of somebody else",
    what: `${describe(foreign)} would end`,
    why: "What is not saved in them would be lost",
    confirmWords: `end ${countOf(foreign.length, "process", "processes")}`,
  };
}

/** `nginx (410, 411) and node (701)`. */
function describe(found: readonly RunningProcess[]): string {
  const byName = Map.groupBy(found, ({ name }) => name);
  const parts = [...byName].slice(0, 4).map(([name, ones]) => {
    const numbers = ones.slice(0, 3).map(({ pid }) => String(pid));
    const more = ones.length > numbers.length ? ", …" : "";
    return `${showName(name)} (${numbers.join(", ")}${more})`;
  });
  const rest = byName.size - parts.length;
  return joinWords(rest > 0 ? [...parts, countOf(rest, "other program")] : parts);
}
