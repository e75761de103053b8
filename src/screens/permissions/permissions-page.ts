import type { Page, PageEvent, PageIntent, PageStep } from "../app/page.ts";
import type { KeyPress } from "../key-press.ts";
import { movedByLetter } from "../parts/list.ts";
import { editText, inputOf, insertText } from "../parts/text-input.ts";
import { planArgument } from "../plan/plan-state.ts";
import {
  accessQuery,
  answersOf,
  firstState,
  type PermissionsState,
  type Typing,
  withLeast,
  withReport,
  withSwitch,
} from "./permissions-state.ts";
import { drawPermissions } from "./permissions-view.ts";

/** Who may see, change and run a file or what is in a folder. */
export const permissionsPage: Page<PermissionsState> = {
  name: "permissions",
  title: "Who may do what",
  purpose: "Permissions of a file or folder",
  synonyms: ["chmod", "chown", "acl", "setfacl", "rights", "access", "owner", "group", "share"],
  help: [
    { shown: "arrows", means: "choose somebody, and what they may do" },
    { shown: "Space", means: "switch between yes and no" },
    { shown: "l", means: "take away what nobody needs" },
    { shown: "+", means: "add a person, a program's account or a group to the table" },
    { shown: "r", means: "with everything inside the folder, or it alone" },
    { shown: "t", means: "what inside is not like the rest" },
    { shown: "p", means: "put back what the package says, for files of the system" },
    { shown: "o", means: "type the mode in digits, or as chmod takes it" },
    { shown: "f", means: "another file or folder" },
    { shown: "Enter", means: "look at the plan" },
  ],
  start(argument) {
    const state = firstState(argument);
    return state.path === "" ? only(state) : { state, intents: [askFor(state)] };
  },
  reduce: (state, event, { bodyRows }) => reducePermissions(state, event, bodyRows),
  draw: drawPermissions,
  isTyping: ({ typing }) => typing !== undefined,
};

function askFor(state: PermissionsState): PageIntent {
  return { kind: "ask", query: accessQuery(state) };
}

function only(state: PermissionsState): PageStep<PermissionsState> {
  return { state, intents: [] };
}

/** The state with a question to the machine on its way. */
function asking(state: PermissionsState): PageStep<PermissionsState> {
  const { trouble: _over, ...rest } = state;
  const next = { ...rest, isAsking: true };
  return { state: next, intents: [askFor(next)] };
}

function reducePermissions(
  state: PermissionsState,
  event: PageEvent,
  rows: number,
): PageStep<PermissionsState> {
  switch (event.kind) {
    case "shown":
      return state.path === "" ? only(state) : asking(state);
    case "answer":
      return only(receive(state, event));
    case "paste":
      return state.typing === undefined
        ? only(state)
        : only({ ...state, input: insertText(state.input, event.text.trim()) });
    case "key":
      if (state.typing !== undefined) return type(state, state.typing, event.press);
      return state.isTreeOpen
        ? pressTree(state, event.press.name, rows)
        : press(state, event.press.name, rows);
    default:
      return only(state);
  }
}

/** Answers to older questions are not taken. */
function receive(
  state: PermissionsState,
  { query, result }: PageEvent & { readonly kind: "answer" },
): PermissionsState {
  if (JSON.stringify(query) !== JSON.stringify(accessQuery(state))) return state;
  if (result.kind === "failed") return { ...state, isAsking: false, trouble: result.sentence };
  if (result.kind !== "access") return state;
  return withReport(state, result.value);
}

function press(state: PermissionsState, name: string, page: number): PageStep<PermissionsState> {
  if (state.report === undefined) return pressWithoutReport(state, name);
  const count = state.report.rows.length + 1;
  const row = movedByLetter(name, state.row, count, page);
  if (row !== undefined) return only({ ...state, row });
  switch (name) {
    case "left":
      return only({ ...state, column: Math.max(0, state.column - 1) });
    case "right":
      return only({ ...state, column: Math.min(2, state.column + 1) });
    case "escape":
      return { state, intents: [{ kind: "back" }] };
    case " ":
      return isAtAdding(state) ? only(typed(state, "person")) : asking(withSwitch(state));
    case "enter":
      return isAtAdding(state) ? only(typed(state, "person")) : review(state);
    case "+":
      return only(typed(state, "person"));
    case "l":
      return state.report.least === undefined ? only(state) : asking(withLeast(state));
    case "r":
      return state.report.isFolder
        ? asking({ ...state, isRecursive: !state.isRecursive })
        : only(state);
    case "t":
      return only({ ...state, isTreeOpen: true, treeAt: 0 });
    case "o":
      return only(typed(state, "mode", state.mode));
    case "f":
      return only(typed(state, "path", state.path));
    case "p":
      return putBack(state);
    default:
      return only(state);
  }
}

/** There is no table to move in yet, or none to be had. */
function pressWithoutReport(state: PermissionsState, name: string): PageStep<PermissionsState> {
  if (name === "escape") return { state, intents: [{ kind: "back" }] };
  const isAnother = name === "f" || (name === "enter" && !state.isAsking);
  return only(isAnother ? typed(state, "path", state.path) : state);
}

function isAtAdding({ report, row }: PermissionsState): boolean {
  return report !== undefined && row >= report.rows.length;
}

function review(state: PermissionsState): PageStep<PermissionsState> {
  if (state.report === undefined || state.report.becomes.length === 0) return only(state);
  return { state, intents: [openPlan("permissions", answersOf(state))] };
}

function putBack(state: PermissionsState): PageStep<PermissionsState> {
  const { report, isRecursive } = state;
  if (report === undefined || report.packages.length === 0) return only(state);
  const answers = { path: report.path, recursive: isRecursive };
  return { state, intents: [openPlan("restore-permissions", answers)] };
}

function openPlan(task: string, answers: ReturnType<typeof answersOf>): PageIntent {
  return { kind: "open", page: "plan", argument: planArgument({ kind: "task", task, answers }) };
}

function pressTree(
  state: PermissionsState,
  name: string,
  page: number,
): PageStep<PermissionsState> {
  const count = state.report?.differences.length ?? 0;
  const treeAt = count === 0 ? undefined : movedByLetter(name, state.treeAt, count, page);
  if (treeAt !== undefined) return only({ ...state, treeAt });
  const chosen = state.report?.differences[state.treeAt];
  if (name === "enter" && chosen !== undefined && state.report !== undefined) {
    const path = `${state.report.path === "/" ? "" : state.report.path}/${chosen.path}`;
    return { state, intents: [{ kind: "open", page: "permissions", argument: { subject: path } }] };
  }
  return name === "escape" || name === "t" ? only({ ...state, isTreeOpen: false }) : only(state);
}

function typed(
  { complaint: _old, ...state }: PermissionsState,
  typing: Typing,
  text = "",
): PermissionsState {
  return { ...state, typing, input: inputOf(text) };
}

function type(state: PermissionsState, typing: Typing, key: KeyPress): PageStep<PermissionsState> {
  if (key.name === "enter") return take(state, typing, state.input.text.trim());
  if (key.name === "escape") {
    const { typing: _over, ...rest } = state;
    return state.path === "" ? { state, intents: [{ kind: "back" }] } : only(rest);
  }
  const input = editText(state.input, key);
  if (input === undefined) return only(state);
  const { complaint: _old, ...rest } = state;
  return only({ ...rest, input });
}

/** What was typed is taken for what it was asked for. */
function take(state: PermissionsState, typing: Typing, text: string): PageStep<PermissionsState> {
  const { typing: _over, complaint: _told, ...rest } = state;
  if (typing === "mode") return asking({ ...rest, mode: text, switched: {}, firm: [] });
  if (text === "") return only(typing === "path" && state.path === "" ? state : rest);
  if (typing === "path") {
    const { report: _old, ...fresh } = rest;
    const chosen = { switched: {}, firm: [], added: [], mode: "", kept: {} };
    return asking({ ...fresh, ...chosen, path: text, row: 0 });
  }
  const key = /^(user|group):/.test(text) ? text : `user:${text}`;
  return asking({ ...rest, added: [...state.added.filter((one) => one !== key), key] });
}
