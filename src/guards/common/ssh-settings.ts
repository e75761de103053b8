import { resolve } from "node:path/posix";
import type { Effect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { joinWords, showName } from "../../domain/text.ts";
import type { Path } from "../../domain/world.ts";
import type { Lockout } from "./lockout.ts";

const settingsPath = "/etc/ssh/sshd_config";
const part = /^\/etc\/ssh\/sshd_config\.d\/[^/]+\.conf$/;

/** Values by keyword in small letters. */
type Settings = (keyword: string) => readonly string[];

interface Shut {
  readonly what: string;
  readonly severity: Severity;
  /** Only the place changes where ssh waits. */
  readonly isMove?: true;
  /** What follows from it, where one would still be let in. */
  readonly why?: string;
}

/** Settings under which sshd would no longer let in whoever types the line. */
export function settingsLockouts(foreseen: Foreseen, facts: Facts): readonly Lockout[] {
  const effect = foreseen.effects.find(isSettingsEdit);
  if (effect === undefined) return [];
  const text = assemble(effect.path, foreseen.textAfter, foreseen);
  if (text === undefined) return [];
  const shut = shutBy(settingsOf(text, facts), foreseen, facts);
  if (shut === undefined) return [];
  // What shut one out before is not this line's doing.
  const before = assemble(effect.path, foreseen.textBefore, foreseen);
  const was = before === undefined ? undefined : shutBy(settingsOf(before, facts), foreseen, facts);
  if (was?.what === shut.what) return [];
  return [
    {
      effect,
      severity: facts.session.remote === undefined ? "caution" : shut.severity,
      kind: shut.isMove === true ? "port" : "settings",
      what: shut.what,
      why:
        shut.why ??
        "Once ssh has read its settings anew, no new connection of yours would be let in",
      confirmWords: shut.isMove === true ? "move ssh to another port" : "shut yourself out of ssh",
      path: effect.path,
      instead: [],
    },
  ];
}

type Editing = Extract<Effect, { readonly kind: "write" | "create" | "move" }>;

function isSettingsEdit(effect: Effect): effect is Editing {
  if (effect.kind !== "write" && effect.kind !== "create" && effect.kind !== "move") return false;
  return effect.path === settingsPath || part.test(effect.path);
}

/** A part is read where the main file includes it, which is at its beginning on most systems. */
function assemble(
  path: Path,
  read: ((path: Path) => string | undefined) | undefined,
  foreseen: Foreseen,
): string | undefined {
  if (path === settingsPath) return read?.(settingsPath);
  const main = foreseen.textBefore?.(settingsPath) ?? "";
  const own = read?.(path);
  return own === undefined ? main : `${own}\n${main}`;
}

/** As sshd itself takes them, else the first value of each keyword outside of any `Match`. */
function settingsOf(text: string, facts: Facts): Settings {
  const client = { user: facts.caller.loginName, address: facts.session.remote?.from ?? "" };
  const asked = facts.checkers.sshdSettings?.(text, client);
  if (asked !== undefined) return (keyword) => asked.get(keyword.toLowerCase()) ?? [];
  const whole = text.replace(/^\s*match\s[\s\S]*/im, "");
  return (keyword) => {
    const pattern = new RegExp(`^[ \\t]*${keyword}[ \\t=]+"?([^#\\n"]*)`, "gim");
    const found = [...whole.matchAll(pattern)].map(([, values = ""]) => values.trim());
    // Addresses and lists of accounts add up; of everything else the first counts.
    const isList = /^(ListenAddress|Port|AllowUsers|DenyUsers|AllowGroups|DenyGroups)$/.test(
      keyword,
    );
    return (isList ? found : found.slice(0, 1)).flatMap((one) => one.split(/\s+/));
  };
}

function shutBy(settings: Settings, foreseen: Foreseen, facts: Facts): Shut | undefined {
  const what =
    shutByName(settings, facts) ??
    shutByGroup(settings, facts) ??
    shutByAddress(settings, facts) ??
    shutWithoutKey(settings, foreseen, facts) ??
    shutByCount(settings);
  if (what !== undefined) return { what, severity: "danger" };
  return shutAsRoot(settings, facts) ?? movedAway(settings, facts);
}

/** Another port, which nothing on this machine keeps shut, and which nobody opened for it either. */
function movedAway(settings: Settings, { session, network }: Facts): Shut | undefined {
  const ports = settings("Port");
  const { remote } = session;
  if (remote === undefined || ports.length === 0 || ports.includes(String(remote.port))) {
    return undefined;
  }
  const isLetIn = ports.some((port) => network.isAllowedByUfw(Number(port), remote.from) === true);
  if (network.isUfwEnabled === true && isLetIn) return undefined;
  return {
    isMove: true,
    what: `ssh would wait at port ${joinWords(ports.map(showName))}, and no longer at ${remote.port}, by which you came in`,
    severity: "caution",
    why: "A firewall before this machine may let in the old port only: try the new one from a second window before this connection is closed",
  };
}

function shutByName(settings: Settings, facts: Facts): string | undefined {
  const name = facts.caller.loginName;
  const allowed = settings("AllowUsers");
  if (allowed.length > 0 && !isNamed(allowed, [name])) {
    return `Only ${joinWords(allowed.map(showName))} could log in, and ${showName(name)} is not among them`;
  }
  return isNamed(settings("DenyUsers"), [name])
    ? `${showName(name)} would be turned away`
    : undefined;
}

function shutByGroup(settings: Settings, facts: Facts): string | undefined {
  const name = facts.caller.loginName;
  const account = facts.accounts.user(name);
  const groups = [...(account?.groups ?? []), account?.gid ?? -1].flatMap(
    (gid) => facts.accounts.group(gid)?.name ?? [],
  );
  if (groups.length === 0) return undefined;
  const allowed = settings("AllowGroups");
  if (allowed.length > 0 && !isNamed(allowed, groups)) {
    return `Only members of ${joinWords(allowed.map(showName))} could log in, and ${showName(name)} is none`;
  }
  return isNamed(settings("DenyGroups"), groups)
    ? `${showName(name)} would be turned away as a member of a group`
    : undefined;
}

function isNamed(list: readonly string[], names: readonly string[]): boolean {
  return list.some((one) => {
    const plain = one.replace(/@.*/, "").replace(/[.+]/g, "\\$&");
    const pattern = new RegExp(`^${plain.replace(/\*/g, ".*").replace(/\?/g, ".")}$`);
    return names.some((name) => pattern.test(name));
  });
}

/** Another port that the firewall keeps shut, or an address that is not the one one comes in by. */
function shutByAddress(settings: Settings, facts: Facts): string | undefined {
  const { remote } = facts.session;
  if (remote === undefined) return undefined;
  const ports = settings("Port").map(Number);
  const [port] = ports;
  if (port !== undefined && !ports.includes(remote.port)) {
    const isLetIn = facts.network.isAllowedByUfw(port, remote.from);
    if (facts.network.isUfwEnabled === true && isLetIn === false) {
      return `ssh would wait at port ${showName(String(port))}, which the firewall does not let in`;
    }
  }
  const addresses = settings("ListenAddress").map((one) =>
    one.replace(/^\[(.*)\](:\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1"),
  );
  const isReached = addresses.some((one) => /^(0\.0\.0\.0|::|\*)$/.test(one) || one === remote.to);
  if (addresses.length === 0 || isReached || remote.to === "") return undefined;
  return `ssh would wait at ${joinWords(addresses.map(showName))} only, and you come in at ${showName(remote.to)}`;
}

/** No password is taken any more and no key of the account is known, or no key is taken either. */
function shutWithoutKey(settings: Settings, foreseen: Foreseen, facts: Facts): string | undefined {
  const isOff = (keyword: string): boolean => settings(keyword)[0]?.toLowerCase() === "no";
  const isOn = (keyword: string): boolean => settings(keyword)[0]?.toLowerCase() === "yes";
  const name = facts.caller.loginName;
  const root = settings("PermitRootLogin")[0]?.toLowerCase() ?? "prohibit-password";
  const isByKeyOnly = name === "root" && /^(prohibit-password|without-password)$/.test(root);
  const takesPassword = !isOff("PasswordAuthentication") && !isByKeyOnly;
  const takesDialogue =
    !isByKeyOnly &&
    (isOn("KbdInteractiveAuthentication") || isOn("ChallengeResponseAuthentication"));
  if (takesPassword || takesDialogue) return undefined;
  const methods = settings("AuthenticationMethods").join(" ");
  if (/gssapi|hostbased/.test(methods) || isOn("GSSAPIAuthentication")) return undefined;
  if (isOff("PubkeyAuthentication")) {
    return isByKeyOnly
      ? "Keys would no longer be taken, and root is let in by nothing else"
      : "Neither passwords nor keys would be taken any more";
  }
  if (hasKeysElsewhere(settings)) return undefined;
  const home = facts.accounts.user(name)?.home;
  if (home === undefined || !isOff("PasswordAuthentication")) return undefined;
  const keys = settings("AuthorizedKeysFile");
  const places = keys.length === 0 ? [".ssh/authorized_keys", ".ssh/authorized_keys2"] : keys;
  const isFound = places.some(
    (place) => (foreseen.textAfter?.(resolve(home, place)) ?? "").trim() !== "",
  );
  return isFound
    ? undefined
    : `Passwords would no longer be taken, and ${showName(name)} has no key that may log in`;
}

/** Keys that are asked of a program, or lie where only a pattern tells. */
function hasKeysElsewhere(settings: Settings): boolean {
  const [command = "none"] = settings("AuthorizedKeysCommand");
  const files = settings("AuthorizedKeysFile");
  return command !== "none" || files.some((file) => file.includes("%"));
}

function shutByCount(settings: Settings): string | undefined {
  for (const keyword of ["MaxSessions", "MaxAuthTries", "MaxStartups"]) {
    const [value = ""] = settings(keyword);
    if (/^0(:|$)/.test(value)) return `With ${keyword} ${showName(value)} nobody could log in`;
  }
  return undefined;
}

/** Others may still come in and become root, but this account could not. */
function shutAsRoot(settings: Settings, facts: Facts): Shut | undefined {
  if (facts.caller.loginName !== "root") return undefined;
  if (settings("PermitRootLogin")[0]?.toLowerCase() !== "no") return undefined;
  const { names } = facts.administrators;
  return names.length === 0
    ? {
        what: "root could no longer log in, and no other account can become root",
        severity: "danger",
      }
    : {
        what: `root, as whom you came in, could no longer log in; ${joinWords(names.map(showName))} would have to`,
        severity: "caution",
      };
}
