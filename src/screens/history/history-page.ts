import type { HistoryEntry } from "../../domain/history.ts";
import { nameEntries } from "../../domain/history.ts";
import type { Page, PageEvent, PageIntent, PageStep } from "../app/page.ts";
import type { KeyPress } from "../key-press.ts";
import { noFilter, pressFilter } from "../parts/filter.ts";
import { movedByLetter, movedTo } from "../parts/list.ts";
import { planArgument } from "../plan/plan-state.ts";
import { canTakeBack, type HistoryState, selectedEntry, visibleEntries } from "./history-state.ts";
import { drawHistory } from "./history-view.ts";

/** What was done here, and the way back. */
export const historyPage: Page<HistoryState> = {
  name: "history",
  title: "History and undo",
  purpose: "What was done, newest first, and the way back",
  synonyms: ["undo", "back", "revert", "restore", "log", "journal", "last"],
  help: [
    { shown: "Enter", means: "more about the entry" },
    { shown: "u", means: "take it back: shows first what that would do" },
    { shown: "/", means: "look for a line" },
    { shown: "o", means: "look at a run that goes on" },
  ],
  start: () => ({
    state: {
      entries: [],
      names: new Map(),
      isKnown: false,
      at: 0,
      filter: noFilter,
      mode: { kind: "list" },
    },
    intents: [ask],
  }),
  reduce: (state, event, { bodyRows }) => reduceHistory(state, event, bodyRows),
  draw: drawHistory,
  isTyping: ({ filter }) => filter.isOpen,
};

const ask: PageIntent = { kind: "ask", query: { kind: "history" } };

function reduceHistory(
  state: HistoryState,
  event: PageEvent,
  rows: number,
): PageStep<HistoryState> {
  switch (event.kind) {
    case "shown":
      return { state, intents: [ask] };
    case "answer":
      return receive(state, event);
    case "key":
      return press(state, event.press, rows);
    default:
      return only(state);
  }
}

function only(state: HistoryState): PageStep<HistoryState> {
  return { state, intents: [] };
}

function receive(
  state: HistoryState,
  { result }: PageEvent & { readonly kind: "answer" },
): PageStep<HistoryState> {
  if (result.kind === "history") {
    const { trouble: _over, ...rest } = state;
    const at = Math.max(0, Math.min(state.at, result.entries.length - 1));
    const { entries } = result;
    return only({ ...rest, entries, names: nameEntries(entries), isKnown: true, at });
  }
  if (result.kind !== "failed") return only(state);
  return only({ ...state, isKnown: true, trouble: result.sentence });
}

function press(state: HistoryState, key: KeyPress, rows: number): PageStep<HistoryState> {
  const entry = selectedEntry(state);
  switch (state.mode.kind) {
    case "details":
      if (key.name === "u") return takeBack(state, entry);
      return only(isLeaving(key) ? { ...state, mode: { kind: "list" } } : state);
    case "list":
      return pressInList(state, key, rows, entry);
  }
}

function isLeaving({ name }: KeyPress): boolean {
  return name === "escape" || name === "enter";
}

function pressInList(
  state: HistoryState,
  key: KeyPress,
  rows: number,
  entry: HistoryEntry | undefined,
): PageStep<HistoryState> {
  const filter = pressFilter(state.filter, key);
  if (filter !== undefined) return only({ ...state, filter, at: 0 });
  const count = visibleEntries(state).length;
  const move = state.filter.isOpen ? movedTo : movedByLetter;
  const at = count === 0 ? undefined : move(key.name, state.at, count, rows);
  if (at !== undefined) return only({ ...state, at });
  if (state.filter.isOpen) return only(state);
  switch (key.name) {
    case "escape":
      return { state, intents: [{ kind: "back" }] };
    case "enter":
      return only(entry === undefined ? state : { ...state, mode: { kind: "details" } });
    case "u":
      return takeBack(state, entry);
    case "o":
      return lookOn(state, entry);
    default:
      return only(state);
  }
}

/** What root did for a plan is taken back by a plan; files by the page that asks about them. */
function takeBack(state: HistoryState, entry: HistoryEntry | undefined): PageStep<HistoryState> {
  if (entry === undefined || !canTakeBack(entry)) return only(state);
  if (entry.plan?.isRoot !== true) {
    return { state, intents: [{ kind: "open", page: "undo", argument: { subject: entry.id } }] };
  }
  const argument = planArgument({ kind: "undo", id: entry.plan.id });
  return { state, intents: [{ kind: "open", page: "plan", argument }] };
}

function lookOn(state: HistoryState, entry: HistoryEntry | undefined): PageStep<HistoryState> {
  if (entry?.plan === undefined) return only(state);
  const { id, title } = entry.plan;
  const argument = { value: { kind: "attach", id, title } };
  return { state, intents: [{ kind: "open", page: "applying", argument }] };
}
