import type { SettingsReport } from "../domain/settings.ts";
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
    ...(policy.length === 0
      ? row("Policy", "none")
      : policy.flatMap((rule, at) => row(at === 0 ? "Policy" : "", rule))),
    ...(report.isRoot ? [] : row("Yours", showName(report.ownFile))),
    ...row("System", showName(report.systemFile)),
    ...problems.flatMap((problem) => row("Wrong", problem)),
  ];
}
