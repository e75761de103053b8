import { type Level, levels } from "../../domain/finding.ts";
import { problemWithPath, type SettingsReport } from "../../domain/settings.ts";
import type { TextInput } from "../parts/text-input.ts";

/** A row that can be chosen. */
export type SettingRow =
  | { readonly kind: "level"; readonly level: Level }
  | { readonly kind: "path"; readonly path: string; readonly isOwn: boolean }
  | { readonly kind: "add" };

export interface SettingsState {
  readonly report?: SettingsReport;
  readonly at: number;
  /** A path being typed, to be guarded. */
  readonly typed?: TextInput;
  readonly trouble?: string;
}

export function settingRows({ report }: SettingsState): readonly SettingRow[] {
  if (report === undefined) return [];
  return [
    ...levels.map((level): SettingRow => ({ kind: "level", level })),
    ...report.systemPaths.map((path): SettingRow => ({ kind: "path", path, isOwn: false })),
    ...report.ownPaths.map((path): SettingRow => ({ kind: "path", path, isOwn: true })),
    ...(report.isRoot ? [] : [{ kind: "add" } as const]),
  ];
}

/** What is wrong with the path so far; said while it is typed. */
export function typedProblem({ typed, report }: SettingsState): string | undefined {
  if (typed === undefined || typed.text === "") return undefined;
  return problemWithPath(typed.text, report?.ownPaths ?? []);
}
