import { guards } from "../guards/index.ts";
import { describeSettings } from "../reports/settings.ts";
import { askWorker } from "./ask-worker.ts";
import { exitStatus } from "./exit-status.ts";
import { reportSettings } from "./report-settings.ts";
import { openSession } from "./session.ts";
import { readSettingChange } from "./setting-words.ts";
import { readSituation } from "./situation.ts";
import { printLines, styleOf } from "./terminal.ts";

/** `handrail settings`: what holds here and where it comes from. */
export function printSettings(isJson: boolean): number {
  const report = reportSettings(openSession(readSituation()));
  const json = JSON.stringify({ schema: "handrail/settings@1", ...report });
  printLines(1, isJson ? [json] : describeSettings(report, styleOf(1).width));
  return exitStatus.done;
}

/** `handrail settings PART …`: changes one of them and shows what holds then. */
export async function changeSettings(words: readonly string[]): Promise<number> {
  const situation = readSituation();
  const change = readSettingChange(words, situation.directory);
  if (change.kind === "usage") {
    printLines(2, [`handrail: ${change.message}`]);
    return exitStatus.usage;
  }
  const result = await askWorker({ kind: "set", change });
  if (result.kind !== "failed") return printSettings(false);
  printLines(2, [`handrail: ${result.sentence}`]);
  return exitStatus.stepFailed;
}

/** `handrail guards`: every guard, with what it was set to. */
export function printGuards(isJson: boolean): number {
  const { rules } = openSession(readSituation()).configuration.policy;
  const states = guards.map(({ id, title, severity }) => ({
    id,
    title,
    severity,
    ...rules.get(id),
  }));
  const json = JSON.stringify({ schema: "handrail/guards@1", guards: states });
  printLines(1, isJson ? [json] : states.map(describeGuardState));
  return exitStatus.done;
}

function describeGuardState(state: {
  readonly id: string;
  readonly title: string;
  readonly rule?: string;
  readonly by?: string;
}): string {
  const rule =
    state.rule === undefined ? "" : `${state.rule}${state.by === "machine" ? " (all)" : ""}`;
  return `  ${rule.padEnd(13)} ${state.id.padEnd(28)} ${state.title}`;
}
