import {
  type AccessReport,
  type AccessRow,
  type Right,
  type Rights,
  rightNames,
} from "../../domain/access-report.ts";
import type { Answers } from "../../domain/task-plan.ts";
import type { Path } from "../../domain/world.ts";
import type { PageArgument } from "../app/page.ts";
import type { Query } from "../app/query.ts";
import { inputOf, type TextInput } from "../parts/text-input.ts";

/** What is being typed: the path asked about, somebody to be added, or a mode. */
export type Typing = "path" | "person" | "mode";

export interface PermissionsState {
  /** As it was typed or given; empty until there is one. */
  readonly path: Path;
  readonly typing?: Typing;
  readonly input: TextInput;
  /** Why what was typed last could not be taken. */
  readonly complaint?: string;
  /** Rights that were switched, by the key of the row. */
  readonly switched: Readonly<Record<string, Partial<Rights>>>;
  /** Changes, as answers have them, that hold for things inside though the folder itself is like that. */
  readonly firm: readonly string[];
  /** Users and groups that were added to the table. */
  readonly added: readonly string[];
  /** A mode as chmod takes it, in place of switches. */
  readonly mode: string;
  readonly isRecursive: boolean;
  /** Answers given beforehand that are no switches: another owner or group. */
  readonly kept: Answers;
  /** Lists of names given beforehand, until the first report tells what they come to. */
  readonly given?: Answers;
  readonly report?: AccessReport;
  /** An answer to the latest question is still to come. */
  readonly isAsking: boolean;
  readonly row: number;
  readonly column: number;
  readonly isTreeOpen: boolean;
  readonly treeAt: number;
  readonly trouble?: string;
}

export function firstState({ subject, answers }: PageArgument): PermissionsState {
  const given = subject ?? (typeof answers?.path === "string" ? answers.path : "");
  const start: PermissionsState = {
    path: given,
    input: inputOf(""),
    switched: {},
    firm: [],
    added: [],
    mode: typeof answers?.mode === "string" ? answers.mode : "",
    isRecursive: answers?.recursive !== false,
    kept: pick(answers, ["owner", "group"]),
    isAsking: given !== "",
    row: 0,
    column: 0,
    isTreeOpen: false,
    treeAt: 0,
  };
  if (given === "") return { ...start, typing: "path" };
  const named = pick(answers, ["see", "change", "run", "least"]);
  return Object.keys(named).length === 0 ? start : { ...start, given: named };
}

function pick(answers: Answers | undefined, keys: readonly string[]): Answers {
  const found = Object.entries(answers ?? {}).filter(([key]) => keys.includes(key));
  return Object.fromEntries(found);
}

/** A report come in; what was given beforehand becomes switches that can be switched back. */
export function withReport(state: PermissionsState, report: AccessReport): PermissionsState {
  if (report.rows.length === 0) return withoutReport(state, report.problem ?? "");
  const { given, ...rest } = state;
  const row = addedRow(state, report) ?? Math.min(state.row, report.rows.length);
  const next = withoutNobody({ ...rest, isAsking: false, report, row }, report);
  if (given === undefined || state.mode !== "") return next;
  const start = given.least === true ? withLeast(next) : next;
  const switched = { ...start.switched };
  for (const { key, now, becomes } of report.rows) {
    const changed = rightNames.filter((right) => now[right] !== becomes[right]);
    const rights = Object.fromEntries(changed.map((right) => [right, becomes[right]]));
    if (changed.length > 0) switched[key] = { ...switched[key], ...rights };
  }
  // Where only things inside would change, no switch of the table says so.
  const isInside = Object.keys(switched).length === 0 && report.changing > 0;
  return { ...start, switched, ...(isInside ? { given } : {}) };
}

/** The row of whoever was just added: what they may do is what one wants to say next. */
function addedRow({ added, report: before }: PermissionsState, { rows }: AccessReport) {
  const newest = added.at(-1);
  const at = rows.findIndex(({ key }) => key === newest);
  const isOld = before?.rows.some(({ key }) => key === newest) === true;
  return at < 0 || isOld ? undefined : at;
}

/** Who was to be added and is not here is asked for once more, with what was typed. */
function withoutNobody(state: PermissionsState, { nobody }: AccessReport): PermissionsState {
  if (nobody === undefined || !state.added.includes(nobody.key)) return state;
  const added = state.added.filter((key) => key !== nobody.key);
  const input = inputOf(nobody.key.replace(/^user:/, ""));
  return { ...state, added, typing: "person", input, complaint: nobody.sentence };
}

/** There is nothing to tell rights of: the page says why, and asks for another path. */
function withoutReport(state: PermissionsState, trouble: string): PermissionsState {
  const { report: _none, ...rest } = state;
  return { ...rest, isAsking: false, row: 0, trouble };
}

/** Changes with signs, as this page itself writes them. */
function switchesOf(answers: Answers): PermissionsState["switched"] {
  const switched: Record<string, Record<string, boolean>> = {};
  for (const right of rightNames) {
    for (const word of wordsOf(answers[right])) {
      if (!/^[-+]/.test(word)) continue;
      const key = word.slice(1);
      switched[key] = { ...switched[key], [right]: word.startsWith("+") };
    }
  }
  return switched;
}

function wordsOf(answer: Answers[string] | undefined): readonly string[] {
  return Array.isArray(answer) ? answer : [];
}

/** The answers that the switches come to; what is as it was is left out. */
export function answersOf(state: PermissionsState): Answers {
  const { path, switched, firm, mode, isRecursive, report, kept, given } = state;
  const answers: Record<string, Answers[string]> = { path, recursive: isRecursive, ...kept };
  if (mode !== "") return { ...answers, mode };
  if (given !== undefined) return { ...answers, ...given };
  for (const right of rightNames) {
    const words = Object.entries(switched).flatMap(([key, rights]) => {
      const wanted = rights[right];
      const now = report?.rows.find((row) => row.key === key)?.now[right];
      // Somebody named may have a right by a class that loses it, so that it has to be asked for.
      const word = `${wanted === true ? "+" : "-"}${key}`;
      const isIdle = wanted === now && !key.includes(":") && !firm.includes(`${right}${word}`);
      return wanted === undefined || isIdle ? [] : [word];
    });
    if (words.length > 0) answers[right] = words;
  }
  return answers;
}

/** What the page asks the machine: also about those who were only added to look at. */
export function accessQuery(state: PermissionsState): Query {
  const { added, path } = state;
  const answers = answersOf(state);
  return {
    kind: "access",
    path,
    answers: added.length === 0 ? answers : { ...answers, shown: added },
  };
}

function selectedRow({ report, row }: PermissionsState): AccessRow | undefined {
  return report?.rows[row];
}

/** What the table shows of a row: what was switched at once, then what comes of it when told. */
export function shownRights(
  row: AccessRow,
  { switched, isAsking, report }: PermissionsState,
): Rights {
  const isTold = !isAsking && report?.problem === undefined;
  return isTold ? row.becomes : { ...row.becomes, ...switched[row.key] };
}

/** Rows from which opening the folder was taken, and that keep it since they see into it. */
export function stillOpening({
  switched,
  isAsking,
  report,
}: PermissionsState): readonly AccessRow[] {
  if (report === undefined || isAsking || !report.isFolder) return [];
  return report.rows.filter(
    ({ key, becomes }) => switched[key]?.run === false && becomes.run && becomes.see,
  );
}

/** The selected right switched over. */
export function withSwitch(state: PermissionsState): PermissionsState {
  const row = selectedRow(state);
  const right: Right | undefined = rightNames[state.column];
  if (row === undefined || right === undefined) return state;
  const wanted = !shownRights(row, state)[right];
  const own = { ...state.switched[row.key], [right]: wanted };
  const { given: _over, ...rest } = state;
  return { ...rest, mode: "", switched: { ...state.switched, [row.key]: own } };
}

/** The switches that the least comes to. */
export function withLeast(state: PermissionsState): PermissionsState {
  const least = state.report?.least;
  if (least === undefined) return state;
  const firm = rightNames.flatMap((right) =>
    wordsOf(least.answers[right]).map((word) => `${right}${word}`),
  );
  return { ...state, mode: "", firm, switched: switchesOf(least.answers) };
}
