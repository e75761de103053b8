import type { NetworkEffect, ServiceEffect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { showName } from "../../domain/text.ts";
import { effectsOf } from "./existing.ts";
import { isFrom } from "./firewall-lockouts.ts";
import { serviceLosses } from "./service-effects.ts";
import { serviceChanges } from "./unit-edits.ts";
import { plainUnit, roleOf } from "./unit-roles.ts";

/** A way of the network that would be gone. */
export interface Cut {
  readonly effect: NetworkEffect | ServiceEffect;
  readonly severity: Severity;
  /** Sentences without their full stop. */
  readonly what: string;
  readonly why: string;
  /** What is cut, for a confirmation. */
  readonly confirm: string;
  readonly isRemote: boolean;
}

/** What takes the network away, the first for each command. */
export function findCuts(foreseen: Foreseen, facts: Facts): readonly Cut[] {
  const network = effectsOf(foreseen, "network");
  const cuts = [
    ...network.flatMap((effect, at) => cutOf(effect, network.slice(at + 1), facts)),
    ...serviceCuts(foreseen, facts),
    ...moduleCuts(foreseen, facts),
  ];
  return cuts.filter(
    ({ effect }, at) => cuts.findIndex((one) => one.effect.cause.span === effect.cause.span) === at,
  );
}

/** Whether the session, or else most of the traffic, goes by the interface. */
function isMain(name: string, facts: Facts): boolean {
  if (name === "all" || name === "all radio" || name === "") return true;
  const { remote } = facts.session;
  const { interfaces, defaultInterface } = facts.network;
  const one = interfaces.find((candidate) => candidate.name === name);
  if (remote !== undefined && remote.to !== "" && one !== undefined) {
    const carries = interfaces.some(({ addresses }) => addresses.includes(remote.to));
    if (carries) return one.addresses.includes(remote.to);
  }
  // A name that is not here could be that of another machine's main interface.
  return name === defaultInterface || one === undefined;
}

function cutOf(
  effect: NetworkEffect,
  later: readonly NetworkEffect[],
  facts: Facts,
): readonly Cut[] {
  const isRemote = facts.session.remote !== undefined;
  const { action, target } = effect;
  const shown = showName(target);
  const shared = { effect, confirm: target, isRemote };
  switch (action) {
    case "interface-down":
    case "connection-down": {
      if (target === "bluetooth") return [];
      const isBack = later.some((one) => one.action === "interface-up" && one.target === target);
      const isMainOne = action === "connection-down" || isMain(target, facts);
      const severity = isMainOne
        ? mainSeverity(isRemote, isBack && facts.session.isDetachable)
        : "caution";
      const what =
        target === "all" ? "Every network connection would go down" : `${shown} would go down`;
      return [{ ...shared, severity: severity, what, why: reason(isRemote, isMainOne) }];
    }
    case "address-delete":
    case "address-replace": {
      const isMainOne = isMain(target, facts);
      const severity = isMainOne ? mainSeverity(isRemote, false) : "caution";
      const what = `${shown} would lose its address`;
      return [{ ...shared, severity, what, why: reason(isRemote, isMainOne) }];
    }
    case "route-delete":
    case "route-replace": {
      const isDefault = /^(default|0\.0\.0\.0(\/0)?|::\/0|every route)$/.test(target);
      const severity = !isDefault ? "note" : mainSeverity(isRemote, false);
      const what = isDefault
        ? "There would be no way to other networks"
        : `The way to ${shown} would be gone`;
      return [{ ...shared, severity, what, why: reason(isRemote, isDefault) }];
    }
    case "firewall-default": {
      if (effect.detail !== "deny outgoing") return [];
      const isOpened = later.some((one) => one.action === "firewall-allow");
      const severity = isOpened ? "caution" : mainSeverity(isRemote, false);
      return [
        {
          ...shared,
          confirm: "what goes out",
          severity,
          what: "Nothing would be let out any more",
          why: reason(isRemote, true),
        },
      ];
    }
    case "interface-join": {
      if (!isMain(target, facts)) return [];
      const severity = mainSeverity(isRemote, false);
      const what = `${shown} would become a part of ${showName(effect.detail ?? "another")} and no longer answer by its own address`;
      return [{ ...shared, severity, what, why: reason(isRemote, true) }];
    }
    case "route-block": {
      const { remote } = facts.session;
      const isDefault = target === "default";
      if (!isDefault && (remote === undefined || !isFrom(target, remote.from))) return [];
      const what = `There would be no way to ${isDefault ? "other networks" : shown}`;
      const severity = mainSeverity(isRemote, false);
      return [{ ...shared, severity, what, why: reason(isRemote, true) }];
    }
    case "setting":
      return settingCut(effect, facts).map((cut) => ({ ...shared, ...cut }));
    case "shape-traffic": {
      const loss = shapingLoss(effect.detail ?? "");
      if (loss === undefined || !isMain(target, facts)) return [];
      const severity = loss === "most" ? mainSeverity(isRemote, false) : "caution";
      if (loss === "some" && !isRemote) return [];
      const what =
        loss === "most"
          ? `${shown} would throw away most of what goes out by it`
          : `What goes out by ${shown} would be slowed down or partly thrown away`;
      return [{ ...shared, severity, what, why: reason(isRemote, true) }];
    }
    default:
      return [];
  }
}

/** How much of the traffic an arrangement of tc(8) keeps back. */
function shapingLoss(words: string): "most" | "some" | undefined {
  const percent = Number(/\bloss (?:random )?([\d.]+)%?/.exec(words)?.[1] ?? 0);
  if (percent >= 50) return "most";
  const isNarrow = /\b(tbf|police|htb|cbq|drop)\b/.test(words);
  return percent >= 5 || isNarrow ? "some" : undefined;
}

/** Settings that can take the connection away although its interface stays. */
function settingCut(
  { target, detail = "" }: NetworkEffect,
  facts: Facts,
): readonly Pick<Cut, "severity" | "what" | "why">[] {
  const isRemote = facts.session.remote !== undefined;
  if (target === "netplan") {
    const what = "The stored settings of the network would take effect";
    const why =
      "A mistake in them cuts the connection you came in by; `netplan try` takes them back by itself";
    return isRemote ? [{ severity: "caution", what, why }] : [];
  }
  if (detail === "" || !isMain(target, facts)) return [];
  const [key = "", value = ""] = detail.split(" ");
  const name = showName(target);
  if (key === "mtu" && Number(value) >= 1280) return [];
  const what = `${name} would be interrupted: ${showName(detail)}`;
  return [{ severity: "caution", what, why: "Connections over it could hang or end" }];
}

function mainSeverity(isRemote: boolean, comesBack: boolean): Severity {
  return isRemote && !comesBack ? "danger" : "caution";
}

function reason(isRemote: boolean, isMainOne: boolean): string {
  if (!isMainOne) return "Whatever uses it would stop working";
  return isRemote
    ? "You came in over the network and could not get back in to undo it"
    : "Nothing on this machine would reach the network, and nobody would reach it";
}

function serviceCuts(foreseen: Foreseen, facts: Facts): readonly Cut[] {
  return serviceLosses(foreseen, facts).flatMap(({ effect, unit, when }) => {
    if (roleOf(unit)?.kind !== "network") return [];
    const isRemote = facts.session.remote !== undefined;
    const name = plainUnit(unit);
    // Only the older scripts take the interfaces down on a restart.
    if (when === "restart" && (!isRemote || !/^(networking|network)$/.test(name))) return [];
    const isReplaced = serviceChanges(foreseen, facts).some(
      ({ action, target }) =>
        /^(enable|start)$/.test(action) &&
        roleOf(facts.services.canonicalName(target))?.kind === "network",
    );
    const severity = when === "restart" ? "caution" : mainSeverity(isRemote, isReplaced);
    const verb = { now: "stop", later: "not be started again", restart: "restart" }[when];
    const what = `${showName(name)} would ${verb}`;
    const why =
      when === "restart"
        ? "Interfaces go down before they come up again, and a mistake in their settings keeps them down"
        : reason(isRemote, true);
    return [{ effect, severity, what, why, confirm: name, isRemote }];
  });
}

function moduleCuts(foreseen: Foreseen, facts: Facts): readonly Cut[] {
  return effectsOf(foreseen, "service").flatMap((effect) => {
    if (effect.action !== "unload-module") return [];
    const driven = facts.network.interfaces.find(
      ({ driver }) => driver?.replace(/-/g, "_") === effect.target,
    );
    if (driven === undefined) return [];
    const isRemote = facts.session.remote !== undefined;
    const isMainOne = isMain(driven.name, facts);
    const severity = isMainOne ? mainSeverity(isRemote, false) : "caution";
    const what = `${showName(driven.name)} would be gone: it works by the driver ${showName(effect.target)}`;
    return [
      { effect, severity, what, why: reason(isRemote, isMainOne), confirm: driven.name, isRemote },
    ];
  });
}
