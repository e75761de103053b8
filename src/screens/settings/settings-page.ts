import type { SettingChange } from "../../domain/settings.ts";
import type { Page, PageEvent, PageStep } from "../app/page.ts";
import type { Query } from "../app/query.ts";
import type { KeyPress } from "../key-press.ts";
import { movedByLetter } from "../parts/list.ts";
import { editText, emptyInput, insertText } from "../parts/text-input.ts";
import { planArgument } from "../plan/plan-state.ts";
import { type SettingsState, settingRows, typedProblem } from "./settings-state.ts";
import { drawSettings } from "./settings-view.ts";

/** The level, the directories that are guarded, and what a policy fixes. */
export const settingsPage: Page<SettingsState> = {
  name: "settings",
  title: "Settings",
  purpose: "Level, guarded directories, policy",
  synonyms: ["level", "novice", "standard", "expert", "policy", "options", "configuration"],
  help: [
    { shown: "Enter", means: "take the level; type a directory to be guarded" },
    { shown: "w", means: "write the level into the entry of the account, as root" },
    { shown: "x", means: "guard the chosen directory no longer" },
  ],
  start: () => ask({ at: 0 }, { kind: "settings" }),
  reduce: (state, event, { bodyRows }) => reduceSettings(state, event, bodyRows),
  draw: drawSettings,
  isTyping: ({ typed }) => typed !== undefined,
};

function ask(state: SettingsState, query: Query): PageStep<SettingsState> {
  return { state, intents: [{ kind: "ask", query }] };
}

function change(state: SettingsState, wanted: SettingChange): PageStep<SettingsState> {
  return ask(state, { kind: "set", change: wanted });
}

function only(state: SettingsState): PageStep<SettingsState> {
  return { state, intents: [] };
}

function reduceSettings(
  state: SettingsState,
  event: PageEvent,
  bodyRows: number,
): PageStep<SettingsState> {
  switch (event.kind) {
    case "shown":
      return ask(state, { kind: "settings" });
    case "answer":
      return only(receive(state, event));
    case "paste":
      if (state.typed === undefined) return only(state);
      return only({ ...state, typed: insertText(state.typed, event.text.trim()) });
    case "key":
      return state.typed === undefined
        ? press(state, event.press, bodyRows)
        : type(state, event.press);
    case "tick":
      return only(state);
  }
}

function receive(
  state: SettingsState,
  { result }: PageEvent & { readonly kind: "answer" },
): SettingsState {
  if (result.kind === "failed") return { ...state, trouble: result.sentence };
  if (result.kind !== "settings") return state;
  const { trouble: _over, ...rest } = state;
  const isFirst = state.report === undefined;
  const next = { ...rest, report: result.report };
  const own = settingRows(next).findIndex(
    (row) => row.kind === "level" && row.level === result.report.level,
  );
  return isFirst ? { ...next, at: Math.max(0, own) } : next;
}

function press(
  state: SettingsState,
  { name }: KeyPress,
  bodyRows: number,
): PageStep<SettingsState> {
  const rows = settingRows(state);
  const at = rows.length === 0 ? undefined : movedByLetter(name, state.at, rows.length, bodyRows);
  if (at !== undefined) return only({ ...state, at });
  const row = rows[state.at];
  switch (name) {
    case "escape":
      return { state, intents: [{ kind: "back" }] };
    case "enter":
      if (row?.kind === "add") return only({ ...state, typed: emptyInput });
      return row?.kind === "level" ? takeLevel(state, row.level) : only(state);
    case "w":
      return row?.kind === "level" ? writeLevel(state, row.level) : only(state);
    case "x":
      if (row?.kind !== "path" || !row.isOwn) return only(state);
      return change(state, { kind: "remove-path", path: row.path });
    default:
      return only(state);
  }
}

type LevelName = SettingChange & { readonly kind: "level" };

/** The own settings count only where the account's entry says nothing; root has none of its own. */
function takeLevel(state: SettingsState, level: LevelName["level"]): PageStep<SettingsState> {
  const { report } = state;
  if (report === undefined) return only(state);
  const isElsewhere = report.isRoot || report.levelFrom === "account";
  return isElsewhere ? writeLevel(state, level) : change(state, { kind: "level", level });
}

function writeLevel(state: SettingsState, level: LevelName["level"]): PageStep<SettingsState> {
  const argument = planArgument({ kind: "task", task: "level", answers: { level } });
  return { state, intents: [{ kind: "open", page: "plan", argument }] };
}

function type(state: SettingsState, press: KeyPress): PageStep<SettingsState> {
  const { typed, ...rest } = state;
  if (press.name === "escape" || typed === undefined) return only(rest);
  if (press.name === "enter") {
    if (typed.text === "") return only(rest);
    if (typedProblem(state) !== undefined) return only(state);
    return change(rest, { kind: "add-path", path: typed.text });
  }
  return only({ ...state, typed: editText(typed, press) ?? typed });
}
