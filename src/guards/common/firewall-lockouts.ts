import type { NetworkEffect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { showName } from "../../domain/text.ts";
import { alternatives, editLine, lineAs } from "./edit-line.ts";
import { effectsOf } from "./existing.ts";
import type { Lockout } from "./lockout.ts";
import { severest } from "./wording.ts";

/** Rules after which nobody could come in by ssh, this session's port first of all. */
export function firewallLockouts(foreseen: Foreseen, facts: Facts): readonly Lockout[] {
  const effects = effectsOf(foreseen, "network").filter(({ action }) =>
    action.startsWith("firewall-"),
  );
  const found = effects.flatMap((effect, at) => {
    const earlier = effects.slice(0, at);
    const later = effects.slice(at + 1);
    if (isTakenBack(effect, later)) return [];
    return shuts(effect, earlier, facts) ? [lockoutOf(effect, earlier, foreseen, facts)] : [];
  });
  const worst = severest(found.map(({ severity }) => severity));
  return found.filter(({ severity }) => severity === worst).slice(0, 1);
}

/** The port by which one comes in: this session's, else the usual one. */
function portOf(facts: Facts): number {
  return facts.session.remote?.port ?? 22;
}

function isTakenBack(effect: NetworkEffect, later: readonly NetworkEffect[]): boolean {
  const { action, target } = effect;
  return later.some(
    (one) =>
      (one.action === "firewall-off" && one.target === target) ||
      (action === "firewall-default" &&
        one.action === "firewall-default" &&
        one.detail?.startsWith("allow") === true),
  );
}

function shuts(effect: NetworkEffect, earlier: readonly NetworkEffect[], facts: Facts): boolean {
  const detail = effect.detail ?? "";
  const isAllowed = (): boolean =>
    earlier.some((one) => one.action === "firewall-allow" && covers(one.detail ?? "", facts));
  switch (effect.action) {
    case "firewall-on":
      return !isAllowed() && facts.network.isAllowedByUfw(portOf(facts), fromOf(facts)) !== true;
    case "firewall-default": {
      if (detail !== "deny incoming" || isAllowed()) return false;
      // ufw only stores it while it is off; switching it on is what counts then.
      if (effect.target !== "ufw") return true;
      const isOn = facts.network.isUfwEnabled !== false;
      return isOn && facts.network.isAllowedByUfw(portOf(facts), fromOf(facts)) !== true;
    }
    case "firewall-block":
      return covers(detail, facts) && !(detail === "all" && isAllowed());
    case "firewall-flush":
    case "firewall-replace":
      return facts.session.remote !== undefined;
    default:
      return false;
  }
}

function fromOf(facts: Facts): string {
  return facts.session.remote?.from ?? "";
}

/** Whether a rule's ports and source hold this session, or everybody's ssh. */
function covers(detail: string, facts: Facts): boolean {
  const [ports = "", source] = detail.split(" from ");
  if (source !== undefined && !isFrom(source, fromOf(facts))) return false;
  if (ports === "all" || ports === "one rule") return true;
  const port = portOf(facts);
  return ports.split(",").some((part) => {
    const [first = "", last = first] = part.split("-");
    return port >= Number(first) && port <= Number(last);
  });
}

/** Whether an address lies in what a rule names: an address, or a network such as `192.0.2.0/24`. */
export function isFrom(source: string, from: string): boolean {
  if (/^(any|0\.0\.0\.0\/0|::\/0)$/.test(source)) return true;
  const [network = "", bits = "32"] = source.split("/");
  const kept = network.split(".").slice(0, Math.floor(Number(bits) / 8));
  return from !== "" && from.startsWith(kept.join("."));
}

function severityOf(
  effect: NetworkEffect,
  earlier: readonly NetworkEffect[],
  facts: Facts,
): Severity {
  const isRemote = facts.session.remote !== undefined;
  const isOpenByDefault = earlier.some(
    ({ action, detail }) => action === "firewall-default" && detail === "allow incoming",
  );
  if (/flush|replace/.test(effect.action)) {
    const isWhole = /^(every chain|INPUT)/.test(effect.detail ?? "");
    return isRemote && isWhole && !isOpenByDefault ? "danger" : "caution";
  }
  if (isRemote) return effect.detail === "one rule" ? "caution" : "danger";
  if (effect.detail === "one rule") return "note";
  // Nobody is shut out where nobody is let in.
  const isListening = facts.network.listeners.some(({ port }) => port === portOf(facts));
  return isListening ? "caution" : "note";
}

function lockoutOf(
  effect: NetworkEffect,
  earlier: readonly NetworkEffect[],
  foreseen: Foreseen,
  facts: Facts,
): Lockout {
  const port = portOf(facts);
  const { remote } = facts.session;
  const session =
    remote === undefined
      ? `port ${port}, by which one logs in`
      : `port ${port}, by which you came in`;
  return {
    effect,
    severity: severityOf(effect, earlier, facts),
    kind: "firewall",
    what: describeWhat(effect, session),
    why:
      remote === undefined
        ? "Nobody could log in over the network any more"
        : "Your connection could hang at once, and no new one would be let in",
    confirmWords: `close port ${port}`,
    instead: insteadOf(effect, foreseen, port),
  };
}

function describeWhat(effect: NetworkEffect, session: string): string {
  const name = showName(effect.target);
  switch (effect.action) {
    case "firewall-on":
      return `${name} would be switched on, and none of its rules lets in ${session}`;
    case "firewall-default":
      return `${name} would turn away everything that no rule lets in, and no rule of this line lets in ${session}`;
    case "firewall-block":
      return effect.detail === "one rule"
        ? `One rule of ${name} would go, and it could be the one that lets in ${session}`
        : `${name} would turn away ${session}`;
    default:
      return `The rules of ${name} would go; where it turns away what no rule lets in, ${session} is closed as well`;
  }
}

function insteadOf(effect: NetworkEffect, foreseen: Foreseen, port: number) {
  const { cause, target, action } = effect;
  if (target === "ufw" && /firewall-(on|default)/.test(action)) {
    const [program] = cause.command;
    const allow = lineAs(cause, ["ufw", "allow", `${port}/tcp`]);
    if (program === undefined) return [];
    const isAlone = !/[;&|\n]/.test(foreseen.line);
    return isAlone
      ? [{ line: `${allow} && ${foreseen.line}`, why: "lets the port in first" }]
      : [{ line: allow, why: "lets the port in, to be run first" }];
  }
  if (action === "firewall-default" && /^ip6?tables/.test(target)) {
    const words = [target, "-I", "INPUT", "-p", "tcp", "--dport", String(port), "-j", "ACCEPT"];
    return [{ line: lineAs(cause, words), why: "lets the port in, to be run first" }];
  }
  if (action === "firewall-flush" && /^ip6?tables/.test(target)) {
    return alternatives([
      editLine(foreseen, cause, []) === undefined ? undefined : lineAs(cause, [target, "-S"]),
      "shows the rules and what becomes of the rest",
    ]);
  }
  return [];
}
