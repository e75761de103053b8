import {
  type AccessReport,
  type AccessRow,
  type Right,
  rightNames,
} from "../../domain/access-report.ts";
import { countOf } from "../../domain/text.ts";
import { drawnSize } from "../app/layout.ts";
import type { Frame, PageView, RefusedKey, TypedLine } from "../app/page.ts";
import type { Look } from "../look.ts";
import { type BarKey, backKey, helpKey, typingHelpKey } from "../parts/key-bar.ts";
import { padded } from "../text/cells.ts";
import { beside, emptyLine, type Line, shown, token } from "../text/tokens.ts";
import { type PermissionsState, shownRights, stillOpening } from "./permissions-state.ts";
import { drawTree } from "./tree-view.ts";

/** Columns of the label beside the words of the foot. */
const labelWidth = 12;

/** Narrower than this, columns get one word each. */
const narrow = 70;

export function drawPermissions(state: PermissionsState, frame: Frame): PageView {
  const { look, setting } = frame;
  const { width } = drawnSize(look);
  if (state.isTreeOpen && state.report !== undefined) {
    return drawTree(state.report, state.treeAt, look, width);
  }
  const isExpert = setting.level === "expert";
  return {
    title: token("Who may do what", "strong"),
    right: [token(describeSubject(state, look), "dim")],
    ...typedLine(state),
    body: bodyOf(state, look, width),
    ...(state.report === undefined ? {} : { selected: state.row + 1 }),
    foot: state.report === undefined ? [] : footOf(state, state.report, isExpert, look, width),
    keys: keysOf(state, isExpert),
    refused: refusedOf(state, isExpert),
  };
}

function describeSubject({ path, report, isRecursive }: PermissionsState, look: Look): string {
  if (report === undefined) return shown(path, look);
  if (!report.isFolder) return `${shown(report.path, look)}   file`;
  const inside = isRecursive
    ? `${report.isPartlyCounted ? "at least " : ""}${countOf(report.inside, "thing")} inside`
    : "it alone";
  return `${shown(report.path, look)}   folder, ${inside}`;
}

const questions = {
  path: "which file or folder:",
  person: "who is to be added, a user or group:NAME:",
  mode: "the mode, such as 0750 or u=rwX,go=rX:",
} as const;

function typedLine({ typing, input }: PermissionsState): { readonly answer?: TypedLine } {
  return typing === undefined ? {} : { answer: { input, sign: ">" } };
}

function bodyOf(state: PermissionsState, look: Look, width: number): readonly Line[] {
  const { report, trouble, typing, complaint } = state;
  const question =
    typing === undefined
      ? []
      : [
          ...(complaint === undefined ? [] : problem(complaint, look, width)),
          [token(` ${questions[typing]}`, "strong")],
        ];
  if (trouble !== undefined) return [...problem(trouble, look, width), ...question];
  if (report === undefined) {
    return state.isAsking ? [[token("    looking ...", "dim")], ...question] : question;
  }
  const columns = columnsFor(report, width);
  const rows = report.rows.map((row, at) => rowOf(row, at, state, columns, look));
  const isAdding = state.row >= report.rows.length;
  const more = [
    token(isAdding ? " > " : "   ", "key"),
    token("+ a person or program ...", isAdding ? "strong" : "dim"),
  ];
  return [headOf(columns), ...rows, more, ...(question.length > 0 ? [emptyLine, ...question] : [])];
}

function problem(text: string, look: Look, width: number): readonly Line[] {
  return beside([token(" !  ", "caution")], shown(text, look), width);
}

interface Columns {
  readonly label: number;
  readonly cell: number;
  readonly names: Readonly<Record<Right, string>>;
}

function columnsFor({ isFolder }: AccessReport, width: number): Columns {
  const isNarrow = width < narrow;
  const cell = isNarrow ? 8 : 14;
  const run = isFolder ? "open" : "run";
  return {
    label: Math.max(12, Math.min(24, width - 3 * cell - 12)),
    cell,
    names: isNarrow
      ? { see: "see", change: "change", run }
      : { see: "see it", change: "change it", run: isFolder ? "open / run it" : "run it" },
  };
}

function headOf({ label, cell, names }: Columns): Line {
  const text = rightNames.map((right) => padded(` ${names[right]}`, cell)).join("");
  return [token(`   ${" ".repeat(label)}${text}`, "dim")];
}

function rowOf(
  row: AccessRow,
  at: number,
  state: PermissionsState,
  { label, cell }: Columns,
  look: Look,
): Line {
  const isSelected = at === state.row;
  const rights = shownRights(row, state);
  const cells = rightNames.map((right, column) => {
    const isRisky = row.risk !== undefined && rights[right] && right === "change";
    const word = rights[right] ? (isRisky ? "YES" : "yes") : "no";
    const isHere = isSelected && column === state.column;
    const isOther = rights[right] !== row.now[right];
    const text = isHere ? `[${word}]` : ` ${word} `;
    const tone = isRisky ? "danger" : isOther ? "strong" : isHere ? "key" : "plain";
    return token(padded(`${text}${isOther ? "*" : ""}`, cell), tone);
  });
  return [
    token(isSelected ? " > " : "   ", "key"),
    token(padded(shown(row.label, look), label), isSelected ? "strong" : "plain"),
    ...cells,
    row.risk === undefined ? token("") : token(`! ${row.risk}`, "caution"),
  ];
}

function footOf(
  state: PermissionsState,
  report: AccessReport,
  isExpert: boolean,
  look: Look,
  width: number,
): readonly Line[] {
  const { now, least, becomes, octal, commands } = report;
  const said = (label: string, text: string, tone?: "ok" | "caution"): readonly Line[] =>
    beside([token(padded(`  ${label}`, labelWidth), "dim")], shown(text, look), width, tone);
  const lines = (label: string, texts: readonly string[]): readonly Line[] =>
    texts.flatMap((text, at) => said(at === 0 ? label : "", text));
  const undo = becomes.length > 0 ? said("Undo", "yes") : [];
  return [
    ...lines("Now", now.slice(0, isExpert ? 1 : 2)),
    ...(least === undefined ? [] : said("Least", `${least.sentence} (l)`)),
    ...(report.problem === undefined ? [] : said("But", report.problem, "caution")),
    ...stillOpening(state).flatMap(({ label }) =>
      said("But", `${label} can open a folder that they see: take both away`, "caution"),
    ),
    ...lines(
      "Becomes",
      becomes.length > 3 ? [...becomes.slice(0, 2), becomes.at(-1) ?? ""] : becomes,
    ),
    ...(isExpert ? [...said("Mode", octal), ...lines("Commands", commands.slice(0, 2))] : []),
    ...(state.isAsking ? [[token("  looking ...", "dim")]] : undo),
  ];
}

function refusedOf(
  { report, typing, isAsking, row }: PermissionsState,
  isExpert: boolean,
): readonly RefusedKey[] {
  if (typing !== undefined || report === undefined) return [];
  const isAdding = row >= report.rows.length;
  const refused = (isSo: boolean, shown: string, why: string): readonly RefusedKey[] =>
    isSo ? [{ name: shown.toLowerCase(), shown, why }] : [];
  return [
    ...refused(
      report.becomes.length === 0 && !isAsking && !isAdding,
      "Enter",
      "Nothing would change yet: Space switches what is marked.",
    ),
    ...refused(report.least === undefined, "l", "Nobody has more than is needed."),
    ...refused(
      report.differences.length === 0,
      "t",
      "Everything inside is owned and protected alike.",
    ),
    ...refused(!report.isFolder, "r", "A file has nothing inside."),
    ...refused(!isExpert, "o", "Octal modes are for the level expert; the table says the same."),
    ...refused(report.packages.length === 0, "p", "No package brought it."),
  ];
}

function keysOf(state: PermissionsState, isExpert: boolean): readonly BarKey[] {
  const { report, typing } = state;
  if (typing !== undefined) {
    return [{ shown: "Enter", label: "take it", isKept: true }, backKey, typingHelpKey];
  }
  if (report === undefined) {
    return [{ shown: "f", label: "another path", isKept: true }, backKey, helpKey];
  }
  const isAdding = state.row >= report.rows.length;
  const canReview = report.becomes.length > 0 && !isAdding;
  return [
    ...(isAdding ? [{ shown: "Enter", label: "add", isKept: true }] : []),
    ...(canReview ? [{ shown: "Enter", label: "review", isKept: true }] : []),
    ...(isAdding ? [] : [{ shown: "Space", label: "switch" }]),
    ...(report.least === undefined ? [] : [{ shown: "l", label: "least" }]),
    ...(report.differences.length > 0 ? [{ shown: "t", label: "tree" }] : []),
    ...(report.isFolder
      ? [{ shown: "r", label: state.isRecursive ? "it alone" : "all inside" }]
      : []),
    ...(isExpert ? [{ shown: "o", label: "octal" }] : []),
    ...(report.packages.length > 0 ? [{ shown: "p", label: "as packaged" }] : []),
    backKey,
    helpKey,
  ];
}
