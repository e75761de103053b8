import type { PowerEffect } from "../domain/effect.ts";
import type { Facts } from "../domain/facts.ts";
import type { Severity } from "../domain/finding.ts";
import { defineGuard } from "../domain/guard.ts";
import type { Foreseen } from "../domain/plan.ts";
import { listWords, showName } from "../domain/text.ts";
import type { Path } from "../domain/world.ts";
import { alternatives, lineAs } from "./common/edit-line.ts";
import { type EffectOf, effectsOf } from "./common/existing.ts";
import { kernelOrders } from "./common/kernel-settings.ts";

type Switch = PowerEffect | EffectOf<"write"> | EffectOf<"create">;

interface Hit {
  readonly effect: Switch;
  readonly action: "power-off" | "halt" | "reboot" | "sleep" | "at-once";
  readonly severity: Severity;
  readonly isRemote: boolean;
}

/** Switching the machine off, or starting it again, under everybody who uses it. */
export const powersOff = defineGuard<Hit>({
  id: "powers-off",
  title: "Switches the machine off or restarts it",
  severity: "danger",
  concerns: ["power", "settings"],
  why: "Everything that runs ends, with whatever is not saved, for everybody on the machine. Somebody who is not there cannot switch it on again.",
  examples: () => [
    {
      line: "reboot",
      expect: "caution",
      as: "root",
      why: "every connection ends, and it comes back",
    },
    {
      line: "poweroff",
      expect: "danger",
      as: "root",
      why: "nobody is there to switch it on again",
    },
    { line: "systemctl poweroff", expect: "danger", as: "root", why: "the same by systemctl" },
    { line: "shutdown -h now", expect: "danger", as: "root", why: "the same by shutdown" },
    { line: "shutdown -r +5", expect: "caution", as: "root", why: "in five minutes" },
    { line: "init 0", expect: "danger", as: "root", why: "the same by a runlevel" },
    { line: "sudo poweroff", expect: "caution", why: "at the machine itself" },
    {
      line: "systemctl suspend",
      expect: "danger",
      as: "root",
      why: "it could not be reached until somebody wakes it",
    },
    { line: "systemctl suspend", expect: "quiet", why: "at the machine itself it wakes at once" },
    {
      line: "echo b > /proc/sysrq-trigger",
      expect: "danger",
      as: "root",
      why: "at once, with nothing written to the disks",
    },
    {
      line: "kexec -e",
      expect: "danger",
      as: "root",
      why: "the next kernel starts at once, and no service is stopped first",
    },
    {
      line: "echo s > /proc/sysrq-trigger",
      expect: "quiet",
      as: "root",
      why: "only writes to the disks what is still in memory",
    },
    {
      line: "rtcwake -m mem -s 60",
      expect: "danger",
      as: "root",
      why: "it sleeps, and has to wake by itself",
    },
    { line: "echo 1 > /proc/sys/kernel/sysrq", expect: "quiet", as: "root", why: "only a setting" },
    { line: "shutdown -c", expect: "quiet", as: "root", why: "it takes a planned one back" },
    { line: "echo poweroff", expect: "quiet", why: "text is not a command" },
  ],
  blindSpots: "A machine that is switched off by another one, or by its power supply, is not seen.",
  check: (foreseen, facts) => findSwitches(foreseen, facts).slice(0, 1),
  explain: (hit, _foreseen, facts) => {
    const host = showName(facts.hostName);
    const { cause } = hit.effect;
    return {
      severity: hit.severity,
      title: titles[hit.action],
      what: `${describeWhat(hit, host)}${describeOthers(hit, facts)}`,
      why: describeWhy(hit),
      instead: insteadOf(hit),
      span: cause.span,
      paths: [],
      pathCount: 0,
      confirmWords: `${confirmVerbs[hit.action]} ${host}`,
    };
  },
});

const titles: Readonly<Record<Hit["action"], string>> = {
  "power-off": "This would switch the machine off",
  halt: "This would stop the machine",
  reboot: "This would restart the machine",
  sleep: "This would put the machine to sleep",
  "at-once": "This would stop the machine at once",
};

const confirmVerbs: Readonly<Record<Hit["action"], string>> = {
  "power-off": "power off",
  halt: "halt",
  reboot: "restart",
  sleep: "put to sleep",
  "at-once": "stop at once",
};

function findSwitches(foreseen: Foreseen, facts: Facts): readonly Hit[] {
  const isRemote = (): boolean => facts.session.remote !== undefined;
  const planned = effectsOf(foreseen, "power").flatMap((effect) => {
    const action = effect.action as Hit["action"];
    if (!Object.hasOwn(titles, action)) return [];
    const remote = isRemote();
    return [{ effect, action, isRemote: remote, severity: severityOf(action, remote) }];
  });
  const ordered = kernelOrders(foreseen, facts).flatMap(({ effect, path, text = "" }) => {
    const action = orderedAction(path, text);
    if (action === undefined) return [];
    const remote = isRemote();
    const severity = severityOf(action, remote);
    return [{ effect, action, isRemote: remote, severity } as const];
  });
  return [...planned, ...ordered];
}

/** Letters of sysrq that only tell something, or write to the disks what is still in memory. */
const harmlessLetters = /^[shmtwpldqvxz0-9]/;

function orderedAction(path: Path, text: string): Hit["action"] | undefined {
  switch (path) {
    case "/proc/sysrq-trigger":
      return harmlessLetters.test(text) ? undefined : "at-once";
    case "/sys/power/state":
    case "/proc/acpi/sleep":
      return "sleep";
    default:
      return undefined;
  }
}

function severityOf(action: Hit["action"], isRemote: boolean): Severity {
  if (action === "at-once") return "danger";
  if (action === "sleep") return isRemote ? "danger" : "note";
  return isRemote && action !== "reboot" ? "danger" : "caution";
}

function describeWhat({ effect, action }: Hit, host: string): string {
  const when = effect.kind === "power" ? describeTime(effect.detail ?? "now") : "";
  const verb = {
    "power-off": "be switched off",
    halt: "stop",
    reboot: "restart",
    sleep: "sleep until somebody wakes it",
    "at-once": "obey at once, with nothing that is still in memory written to its disks",
  }[action];
  return `${host} would ${verb}${when}.`;
}

/** Sleep disturbs nobody for good. */
function describeOthers({ action }: Hit, { session }: Facts): string {
  const { others } = session;
  if (action === "sleep" || others.length === 0) return "";
  return ` ${listWords(others.map(showName))} ${others.length === 1 ? "is" : "are"} logged in here as well.`;
}

function describeTime(when: string): string {
  const minutes = /^\+(\d+)$/.exec(when)?.[1];
  if (minutes !== undefined) return ` in ${minutes} ${minutes === "1" ? "minute" : "minutes"}`;
  return /^\d{1,2}:\d\d$/.test(when) ? ` at ${when}` : "";
}

function describeWhy({ action, isRemote }: Hit): string {
  if (isRemote && action !== "reboot") {
    return "You came in over the network: somebody at the machine would have to switch it on again.";
  }
  return isRemote
    ? "Every connection ends, yours among them, and if it does not start again somebody has to go there."
    : "Every program ends, with whatever is not saved in it.";
}

function insteadOf({ effect, action }: Hit) {
  if (effect.kind !== "power" || action === "sleep") return [];
  return alternatives([lineAs(effect.cause, ["who"]), "shows who else is logged in"]);
}
