import { applyMode, type ModeChange, parseMode } from "../../../domain/mode.ts";

/** One item of `--chmod`: for directories (D), other files (F) or both. */
export interface ModeRule {
  readonly applies: "D" | "F" | "both";
  readonly changes: readonly ModeChange[];
}

export function readModeRules(values: readonly string[]): readonly ModeRule[] | undefined {
  const rules: ModeRule[] = [];
  for (const item of values.flatMap((value) => value.split(","))) {
    const applies = item.startsWith("D") ? "D" : item.startsWith("F") ? "F" : "both";
    const changes = parseMode(applies === "both" ? item : item.slice(1));
    if (changes === undefined) return undefined;
    rules.push({ applies, changes });
  }
  return rules;
}

export function changedMode(
  rules: readonly ModeRule[],
  mode: number,
  isDirectory: boolean,
  umask: number,
): number {
  return rules
    .filter((rule) => rule.applies === "both" || (rule.applies === "D") === isDirectory)
    .reduce((current, rule) => applyMode(rule.changes, current, isDirectory, umask).mode, mode);
}
