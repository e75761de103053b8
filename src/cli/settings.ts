import { describeSettings } from "../reports/settings.ts";
import { exitStatus } from "./exit-status.ts";
import { reportSettings } from "./report-settings.ts";
import { openSession } from "./session.ts";
import { readSituation } from "./situation.ts";
import { printLines, styleOf } from "./terminal.ts";

/** `handrail settings`: what holds here and where it comes from. */
export function printSettings(isJson: boolean): number {
  const report = reportSettings(openSession(readSituation()));
  const json = JSON.stringify({ schema: "handrail/settings@1", ...report });
  printLines(1, isJson ? [json] : describeSettings(report, styleOf(1).width));
  return exitStatus.done;
}
