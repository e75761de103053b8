import type { GuardRule } from "../domain/policy.ts";
import type { GuardState, SettingsReport } from "../domain/settings.ts";
import { showName } from "../domain/text.ts";
import { labelled } from "./wrap.ts";

/** Where the level in force comes from, in words. */
export const levelSources: Readonly<Record<SettingsReport["levelFrom"], string>> = {
  policy: "a policy of this machine",
  account: "the entry of your account",
  settings: "a settings file",
  usual: "nobody has chosen one",
};

/** `handrail settings`: what holds here and where it comes from. */
export function describeSettings(report: SettingsReport, width: number): readonly string[] {
  const { level, levelFrom, ownPaths, systemPaths, policy, problems } = report;
  const row = (label: string, text: string): readonly string[] => labelled(label, text, width);
  const paths = [
    ...systemPaths.map((path) => `${showName(path)}  for everybody`),
    ...ownPaths.map((path) => `${showName(path)}  yours`),
  ];
  return [
    ...row("Level", `${level}: ${levelSources[levelFrom]}`),
    ...(paths.length === 0
      ? row("Guarded", "no directories beside the system's own")
      : paths.flatMap((path, at) => row(at === 0 ? "Guarded" : "", path))),
    ...report.rules.flatMap((rule, at) => row(at === 0 ? "Guards" : "", describeRule(rule))),
    ...report.allowances.flatMap((one, at) =>
      row(at === 0 ? "Allowed" : "", describeAllowance(one)),
    ),
    ...(policy.length === 0
      ? row("Policy", "none")
      : policy.flatMap((rule, at) => row(at === 0 ? "Policy" : "", rule))),
    ...(report.isRoot ? [] : row("Yours", showName(report.ownFile))),
    ...row("System", showName(report.systemFile)),
    ...problems.flatMap((problem) => row("Wrong", problem)),
  ];
}

const ruleWords: Readonly<Record<GuardRule, string>> = {
  off: "off, it asks nothing",
  ask: "asks at every level",
  refuse: "refuses at every level, whatever --yes says",
};

/** What a guard was set to, and by whom. */
export function describeRule({ guard, rule, by }: GuardState): string {
  return `${guard}: ${ruleWords[rule]} (${by === "machine" ? "for everybody" : "yours"})`;
}

/** Where less is asked, until when and why. */
export function describeAllowance(one: SettingsReport["allowances"][number]): string {
  const guards = one.guards === undefined ? "every guard" : one.guards.join(", ");
  const time = one.isOver ? `ended on ${one.until}` : `until ${one.until}`;
  return `${showName(one.path)} ${time}, because: ${showName(one.reason)} (${guards})`;
}
