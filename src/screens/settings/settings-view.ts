import type { Level } from "../../domain/finding.ts";
import type { SettingsReport } from "../../domain/settings.ts";
import { describeAllowance, describeRule, levelSources } from "../../reports/settings.ts";
import { drawnSize } from "../app/layout.ts";
import type { Frame, PageView } from "../app/page.ts";
import type { Look } from "../look.ts";
import { type BarKey, backKey, helpKey, typingHelpKey } from "../parts/key-bar.ts";
import { beside, emptyLine, type Line, shown, token } from "../text/tokens.ts";
import {
  type SettingRow,
  type SettingsState,
  settingRows,
  typedProblem,
} from "./settings-state.ts";

const meanings: Readonly<Record<Level, string>> = {
  novice: "everything is explained; what is critical is refused",
  standard: "asks and refuses the same; for people who know the words",
  expert: "short; asks about danger only, refuses nothing",
};

export function drawSettings(state: SettingsState, { look }: Frame): PageView {
  const { width } = drawnSize(look);
  const { report, typed, trouble } = state;
  const title = token("Settings", "strong");
  if (report === undefined) {
    const words = trouble ?? "reading ...";
    return {
      title,
      right: [],
      body: [[token(`    ${shown(words, look)}`, "dim")]],
      keys: [backKey],
    };
  }
  const { lines, selected } = bodyOf(state, report, look, width);
  return {
    title,
    right: [token(shown(report.user, look), "dim")],
    body: lines,
    selected,
    foot: footOf(state, look, width),
    ...(typed === undefined ? {} : { answer: { input: typed, sign: "+" } }),
    keys: keysOf(state),
  };
}

function bodyOf(state: SettingsState, report: SettingsReport, look: Look, width: number) {
  const rows = settingRows(state);
  const chosen = rows[state.at];
  const lineOf = (row: SettingRow): Line => rowLine(row, row === chosen, report, look);
  const lines: Line[] = [
    heading(`Level: ${report.level}, ${levelSources[report.levelFrom]}`),
    ...rows.filter(({ kind }) => kind === "level").map(lineOf),
    emptyLine,
    heading("Directories guarded like the system's own"),
    ...rows.filter(({ kind }) => kind !== "level").map(lineOf),
    emptyLine,
    ...policyLines(report, look, width),
    heading("Policy of this machine"),
    ...(report.policy.length === 0 ? ["nothing is fixed"] : report.policy).flatMap((rule) =>
      beside([token("    ")], shown(rule, look), width, "dim"),
    ),
    emptyLine,
    heading("Files"),
    ...(report.isRoot ? [] : [report.ownFile])
      .concat(report.systemFile)
      .map((file): Line => [token(`    ${shown(file, look)}`, "dim")]),
    ...report.problems.flatMap((problem) =>
      beside([token(" !  ", "caution")], shown(problem, look), width),
    ),
  ];
  const levelRows = rows.filter(({ kind }) => kind === "level").length;
  const selected = state.at < levelRows ? state.at + 1 : state.at + 3;
  return { lines, selected };
}

/** Guards that were set to something and places where less is asked; nothing where there are none. */
function policyLines(
  { rules, allowances }: SettingsReport,
  look: Look,
  width: number,
): readonly Line[] {
  const part = (title: string, rows: readonly string[]): readonly Line[] =>
    rows.length === 0
      ? []
      : [
          heading(title),
          ...rows.flatMap((row) => beside([token("    ")], shown(row, look), width)),
          emptyLine,
        ];
  return [
    ...part("Guards that were set (the page Explain sets them)", rules.map(describeRule)),
    ...part("Places where less is asked", allowances.map(describeAllowance)),
  ];
}

function heading(text: string): Line {
  return [token(` ${text}`, "strong")];
}

function rowLine(row: SettingRow, isChosen: boolean, report: SettingsReport, look: Look): Line {
  const cursor = token(isChosen ? " > " : "   ", "key");
  const tone = isChosen ? "strong" : "plain";
  switch (row.kind) {
    case "level": {
      const mark = row.level === report.level ? "(x) " : "( ) ";
      const name = row.level.padEnd(10);
      return [cursor, token(mark, "key"), token(name, tone), token(meanings[row.level], "dim")];
    }
    case "path":
      return [
        cursor,
        token(shown(row.path, look), tone),
        token(row.isOwn ? "  yours" : "  for everybody", "dim"),
      ];
    case "add":
      return [cursor, token("+ another directory ...", isChosen ? "strong" : "dim")];
  }
}

function footOf(state: SettingsState, look: Look, width: number): readonly Line[] {
  const { typed, trouble } = state;
  if (typed === undefined) {
    return trouble === undefined
      ? []
      : beside([token(" !  ", "caution")], shown(trouble, look), width);
  }
  const problem = typedProblem(state);
  if (problem !== undefined) return beside([token(" !  ", "caution")], problem, width);
  return [[token(" The whole path of a directory, such as /srv/www:")]];
}

function keysOf(state: SettingsState): readonly BarKey[] {
  if (state.typed !== undefined)
    return [{ shown: "Enter", label: "guard it" }, backKey, typingHelpKey];
  const row = settingRows(state)[state.at];
  switch (row?.kind) {
    case "level":
      return [
        { shown: "Enter", label: "take it" },
        { shown: "w", label: "into the account" },
        backKey,
        helpKey,
      ];
    case "path":
      return [...(row.isOwn ? [{ shown: "x", label: "no longer" }] : []), backKey, helpKey];
    default:
      return [{ shown: "Enter", label: "type it" }, backKey, helpKey];
  }
}
