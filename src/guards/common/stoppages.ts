import type { MountEffect, NetworkEffect, ServiceEffect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { showName } from "../../domain/text.ts";
import { lostHardware } from "./hardware-orders.ts";
import { kernelOrders } from "./kernel-settings.ts";
import { type ServiceLoss, serviceLosses } from "./service-effects.ts";
import { serviceChanges } from "./unit-edits.ts";
import { plainUnit, roleOf } from "./unit-roles.ts";
import { weakenedProtections } from "./weakened-protections.ts";

type Named = ServiceEffect | MountEffect | NetworkEffect;

/** Something that others need and that would stop. */
export interface Stoppage {
  readonly effect: Named;
  readonly severity: Severity;
  readonly kind:
    | "service"
    | "firewall"
    | "protection"
    | "jobs"
    | "target"
    | "mount"
    | "module"
    | "clock";
  readonly when: ServiceLoss["when"];
  /** What is stopped, as it is shown. */
  readonly name: string;
  readonly consequence: string;
}

/** Roles that other guards speak of. */
const left = new Set(["ssh", "network"]);

export function findStoppages(foreseen: Foreseen, facts: Facts): readonly Stoppage[] {
  const services = serviceLosses(foreseen, facts).flatMap((loss) => stoppageOf(loss, facts));
  const others = foreseen.effects.flatMap((effect) => {
    if (effect.kind === "mount") return mountStoppage(effect, facts);
    return effect.kind === "network" ? firewallStoppage(effect, facts) : [];
  });
  const arranged = serviceChanges(foreseen, facts).flatMap(otherService);
  // Two steps against one service are one mistake.
  const all = [...services, ...arranged, ...others, ...ordered(foreseen, facts)];
  return all.filter(({ effect, name }, at) => {
    const first = all.findIndex((one) => one.name === name && one.effect.cause === effect.cause);
    return first === at;
  });
}

/** What is written into settings and into the files by which the kernel takes orders. */
function ordered(foreseen: Foreseen, facts: Facts): readonly Stoppage[] {
  const weakened = weakenedProtections(foreseen, facts).map(({ cause, ...rest }): Stoppage => {
    const effect = { kind: "service", action: "weaken", target: rest.name, cause } as const;
    return { effect, kind: "protection", when: "now", ...rest };
  });
  const lost = kernelOrders(foreseen, facts).flatMap((order): readonly Stoppage[] => {
    const name = lostHardware(order);
    if (name === undefined) return [];
    const { cause } = order.effect;
    const effect = { kind: "service", action: "remove", target: name, cause } as const;
    const consequence = "What lies on it, or needs it, would fail at once";
    return [{ effect, kind: "module", when: "now", severity: "danger", name, consequence }];
  });
  return [...weakened, ...lost];
}

function stoppageOf({ effect, unit, when }: ServiceLoss, facts: Facts): readonly Stoppage[] {
  const role = roleOf(unit);
  const shared = { effect, when, kind: "service", name: plainUnit(unit) } as const;
  if (role === undefined) {
    if (when !== "now" || facts.services.isRunning(unit) !== true) return [];
    return [{ ...shared, severity: "note", consequence: "Whoever uses it would find it gone" }];
  }
  if (left.has(role.kind)) return [];
  const severity = severityOf(role.severity, role.kind, when);
  return severity === undefined ? [] : [{ ...shared, severity, consequence: role.consequence }];
}

function severityOf(
  severity: Severity,
  kind: string,
  when: ServiceLoss["when"],
): Severity | undefined {
  if (when === "restart") {
    if (kind === "display") return "danger";
    return kind === "foundation" || kind === "target" ? "caution" : undefined;
  }
  if (when === "later" && kind === "display") return "caution";
  return when === "later" && kind === "data" ? "note" : severity;
}

const emptyTargets = /^(rescue|emergency|halt|poweroff|reboot|shutdown|exit|kexec)\.target$/;

function otherService(effect: ServiceEffect): readonly Stoppage[] {
  const { action, target } = effect;
  const shared = { effect, when: "now", name: plainUnit(target) } as const;
  switch (action) {
    case "isolate": {
      const isEmpty = emptyTargets.test(target);
      const consequence = "Every service that does not belong to it would stop";
      return [{ ...shared, kind: "target", severity: isEmpty ? "danger" : "caution", consequence }];
    }
    case "set-default": {
      const name = target.replace(/\.service$/, ".target");
      if (!emptyTargets.test(name)) return [];
      const consequence = "The machine would end there at every start, with nothing running";
      return [{ ...shared, kind: "target", when: "later", severity: "danger", consequence }];
    }
    case "remove-job":
      return [{ ...shared, kind: "jobs", severity: "caution", consequence: "It would never run" }];
    case "remove-jobs":
    case "replace-jobs": {
      const consequence = "None of the scheduled jobs there are now would run again";
      return [{ ...shared, kind: "jobs", severity: "caution", consequence }];
    }
    case "set-clock": {
      if (effect.detail !== "by hand") return [];
      const consequence =
        "Certificates, logins and scheduled jobs go by it: a wrong time refuses them, or has them run twice or never";
      return [{ ...shared, name: target, kind: "clock", severity: "caution", consequence }];
    }
    case "stop":
    case "kill": {
      const isSession =
        effect.detail === "user" &&
        /^(dbus|dbus-broker|gnome-session|gnome-shell|plasma|graphical-session|user session)\b/.test(
          target,
        );
      if (!isSession) return [];
      const consequence =
        "Your desktop and its programs rely on it, with what is not saved in them";
      return [{ ...shared, kind: "service", severity: "caution", consequence }];
    }
    default:
      return action === "unload-module" ? moduleStoppage(effect) : [];
  }
}

function moduleStoppage(effect: ServiceEffect): readonly Stoppage[] {
  const isVital = /^(ext4|xfs|btrfs|nvme|ahci|sd_mod|dm_mod|usbhid|virtio\w*)$/.test(effect.target);
  const consequence = isVital
    ? "Disks, keyboards or file systems could no longer be used"
    : "The hardware it drives could no longer be used";
  const severity = isVital ? "danger" : "note";
  return [{ effect, when: "now", kind: "module", name: effect.target, severity, consequence }];
}

const vitalMounts = /^\/(usr|var|boot|boot\/efi|home|etc|proc|sys|dev|run|tmp|opt|srv)?$/;

function mountStoppage(effect: MountEffect, facts: Facts): readonly Stoppage[] {
  const { action, target, detail } = effect;
  const shared = { effect, when: "now", kind: "mount", name: target } as const;
  if (action === "unmount" && (target === "all" || vitalMounts.test(target))) {
    const isWhole = target === "all" || !/^\/(home|srv|opt|tmp)$/.test(target);
    const consequence = "Programs that use files there would no longer find them";
    return [{ ...shared, severity: isWhole ? "danger" : "caution", consequence }];
  }
  if (action === "stop-array" || action === "shrink-array") {
    const isInUse = facts.mounts.list.some(({ source }) => source === target);
    const consequence =
      action === "stop-array"
        ? "What lies on it could no longer be used"
        : "One more disk that fails could take everything with it";
    return [{ ...shared, severity: isInUse ? "danger" : "caution", consequence }];
  }
  if (action === "remount" && detail === "read-only" && vitalMounts.test(target)) {
    const consequence = "Services that cannot write their files stop working";
    return [{ ...shared, severity: "danger", consequence }];
  }
  const isOver = action === "mount" && vitalMounts.test(target) && detail !== undefined;
  const isMounted = facts.mounts.list.some(({ path }) => path === target && target !== "/");
  if (!isOver || isMounted || /^\/(proc|sys|dev|run|boot|tmp)/.test(target)) return [];
  const isFolder = /^\/(home|srv|opt)$/.test(target);
  const hasHomes = facts.accounts.users.some(({ home }) => home.startsWith(`${target}/`));
  const consequence = "What lies there now would be hidden by it";
  return [
    { ...shared, severity: isFolder ? (hasHomes ? "caution" : "note") : "danger", consequence },
  ];
}

function firewallStoppage(effect: NetworkEffect, facts: Facts): readonly Stoppage[] {
  // Over the network the first question is whether one is locked out, which is another guard's.
  const isFlush = effect.action === "firewall-flush" && facts.session.remote === undefined;
  const isDefault =
    effect.action === "firewall-default" &&
    effect.cause.program === "ufw" &&
    effect.detail === "allow incoming";
  const isOpened = isDefault || (effect.action === "firewall-allow" && effect.detail === "all");
  if (effect.action !== "firewall-off" && !isFlush && !isOpened) return [];
  const consequence = "Every port that a program listens on could be reached from outside";
  return [
    {
      effect,
      when: "now",
      kind: "firewall",
      name: effect.target,
      severity: "caution",
      consequence,
    },
  ];
}

/** The words for it. */
export function describeStoppage({ kind, when, name, consequence, effect, severity }: Stoppage): {
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly confirmWords?: string;
} {
  const shown = showName(name);
  switch (kind) {
    case "service": {
      const verb = { now: "stop", later: "no longer start", restart: "restart" }[when];
      const needed = severity === "note" ? "a service" : "a service that others need";
      return {
        title: `This would ${verb} ${needed}`,
        what: `${shown} would ${when === "later" ? "not be started again" : when === "restart" ? "stop and start again" : "stop"}.`,
        why: `${consequence}.`,
        confirmWords: `stop ${shown}`,
      };
    }
    case "firewall":
      return {
        title:
          effect.action === "firewall-flush"
            ? "This would delete the rules of the firewall"
            : "This would switch the firewall off",
        what:
          effect.action === "firewall-flush"
            ? `${shown} would have no rules left.`
            : `${shown} would let everything in and out.`,
        why: `${consequence}.`,
        confirmWords: "switch off the firewall",
      };
    case "protection":
      return {
        title: "This would switch a protection of this machine off",
        what: `The setting is ${shown}.`,
        why: `${consequence}.`,
        confirmWords: "switch off a protection",
      };
    case "clock":
      return {
        title: "This would set the clock of this machine by hand",
        what: `Every program here would take what is given for the time, instead of what ${shown} tells now.`,
        why: `${consequence}.`,
        confirmWords: "set the clock",
      };
    case "jobs":
      if (effect.action === "remove-job") {
        return {
          title: "This would take back a command that is to run later",
          what: `What was put down as ${shown} would be gone.`,
          why: `${consequence}, and what it says is kept nowhere else.`,
          confirmWords: `take back ${shown}`,
        };
      }
      return {
        title: `This would ${effect.action === "remove-jobs" ? "delete" : "replace"} all scheduled jobs of an account`,
        what: `The scheduled jobs of ${shown} would be ${effect.action === "remove-jobs" ? "gone" : "replaced by what is given here"}.`,
        why: `${consequence}.`,
        confirmWords: `${effect.action === "remove-jobs" ? "delete" : "replace"} the jobs of ${shown}`,
      };
    case "target":
      return {
        title:
          when === "later"
            ? "This would change what starts with the machine"
            : "This would stop most services",
        what: `The machine would ${when === "later" ? "start into" : "go to"} ${shown}.`,
        why: `${consequence}.`,
        confirmWords: `go to ${shown}`,
      };
    case "mount":
      return {
        title: describeMountTitle(effect.action),
        what: `${describeMount(effect.action, shown)}.`,
        why: `${consequence}.`,
        confirmWords: `${effect.action.replace("-array", "")} ${shown}`,
      };
    case "module":
      return {
        title: "This would take a part out of the running kernel",
        what: `The kernel would no longer have ${shown}.`,
        why: `${consequence}.`,
        confirmWords: `unload ${shown}`,
      };
  }
}

function describeMountTitle(action: string): string {
  if (action === "stop-array") return "This would stop disks that work together";
  if (action === "shrink-array") return "This would take a disk out of those that work together";
  if (action === "unmount") return "This would take a file system away that others use";
  return action === "remount"
    ? "This would make a file system read-only that others write to"
    : "This would hide files of the system";
}

function describeMount(action: string, name: string): string {
  if (action === "stop-array") return `${name} would no longer be there`;
  if (action === "shrink-array") return `What ${name} belongs to would have one disk less`;
  if (action === "unmount")
    return name === "all"
      ? "Every file system would be taken away"
      : `What lies below ${name} would no longer be there`;
  return action === "remount"
    ? `Nothing could be written below ${name}`
    : `Another file system would cover ${name}`;
}
