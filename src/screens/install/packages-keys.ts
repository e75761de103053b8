import type { PageIntent, PageStep } from "../app/page.ts";
import type { KeyPress } from "../key-press.ts";
import { movedByLetter, movedTo } from "../parts/list.ts";
import { editText, emptyInput } from "../parts/text-input.ts";
import { planArgument } from "../plan/plan-state.ts";
import { type PackagesState, plannedNames, selectedPackage } from "./packages-state.ts";

/** The page after a key. What is to be asked follows from what changed. */
export function pressPackages(
  state: PackagesState,
  press: KeyPress,
  rows: number,
): PageStep<PackagesState> {
  if (state.areDetailsOpen) return only(closeDetails(state, press));
  switch (press.name) {
    case "escape":
      return goBack(state);
    case "enter":
      return enter(state);
    case "tab":
      return only({ ...state, isInList: !state.isInList });
    default:
      return state.isInList ? pressInList(state, press, rows) : only(type(state, press, rows));
  }
}

function only(state: PackagesState): PageStep<PackagesState> {
  return { state, intents: [] };
}

function closeDetails(state: PackagesState, { name }: KeyPress): PackagesState {
  const isClosing = name === "escape" || name === "i" || name === "enter";
  return isClosing ? { ...state, areDetailsOpen: false } : state;
}

/** One level after the other: the list, the role, the text, the page. */
function goBack(state: PackagesState): PageStep<PackagesState> {
  if (state.isInList) return only({ ...state, isInList: false });
  if (state.role !== undefined) return only({ ...withoutRole(state), at: 0 });
  if (state.input.text !== "") return only(cleared(state));
  return { state, intents: [{ kind: "back" }] };
}

function enter(state: PackagesState): PageStep<PackagesState> {
  const selected = selectedPackage(state);
  if (selected?.fills !== undefined && state.chosen.length === 0) {
    return only({ ...state, role: { name: selected.name, fills: selected.fills }, at: 0 });
  }
  const names = plannedNames(state);
  return names.length === 0 ? only(state) : { state, intents: [planOf(state, names)] };
}

function type(state: PackagesState, press: KeyPress, rows: number): PackagesState {
  // Home and End belong to the text.
  const isMove = press.name !== "home" && press.name !== "end";
  const at = isMove ? movedTo(press.name, state.at, state.found.length, rows) : undefined;
  if (at !== undefined) return { ...state, at };
  const input = editText(state.input, press);
  if (input === undefined) return state;
  if (input.text === state.input.text) return { ...state, input };
  return { ...withoutRole(state), input, at: 0 };
}

function pressInList(
  state: PackagesState,
  { name }: KeyPress,
  rows: number,
): PageStep<PackagesState> {
  const at = movedByLetter(name, state.at, state.found.length, rows);
  if (at !== undefined) return only({ ...state, at });
  switch (name) {
    case "/":
      return only({ ...state, isInList: false });
    case " ":
      return only(toggle(state));
    case "i":
      return only(
        selectedPackage(state)?.fills === undefined ? { ...state, areDetailsOpen: true } : state,
      );
    default:
      return only(state);
  }
}

function toggle(state: PackagesState): PackagesState {
  const selected = selectedPackage(state);
  if (selected === undefined || selected.fills !== undefined) return state;
  const { name } = selected;
  const chosen = state.chosen.includes(name)
    ? state.chosen.filter((other) => other !== name)
    : [...state.chosen, name];
  return { ...state, chosen };
}

/** Opens the plan for these names. */
export function planOf({ operation }: PackagesState, names: readonly string[]): PageIntent {
  return {
    kind: "open",
    page: "plan",
    argument: planArgument({ kind: "task", task: operation, answers: { packages: names } }),
  };
}

export function withoutRole({ role: _left, ...state }: PackagesState): PackagesState {
  return state;
}

/** An empty field, the whole list again. */
function cleared(state: PackagesState): PackagesState {
  return { ...withoutRole(state), input: emptyInput, at: 0, isInList: false };
}
