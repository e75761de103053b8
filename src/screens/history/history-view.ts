import type { EntryState, HistoryEntry } from "../../domain/history.ts";
import { countOf } from "../../domain/text.ts";
import { drawnSize } from "../app/layout.ts";
import { lazyLines } from "../app/lines.ts";
import type { Frame, PageView, RefusedKey } from "../app/page.ts";
import type { Look } from "../look.ts";
import { filterField } from "../parts/filter.ts";
import { type BarKey, backKey, helpKey } from "../parts/key-bar.ts";
import { labelled } from "../parts/review-lines.ts";
import { describeComeback, describeCounts } from "../review/words.ts";
import { cut, padded } from "../text/cells.ts";
import { beside, emptyLine, type Line, shown, type Token, token } from "../text/tokens.ts";
import {
  canTakeBack,
  type HistoryState,
  nameOf,
  selectedEntry,
  visibleEntries,
} from "./history-state.ts";

/** Columns of the time and of the word for how it stands. */
const timeWidth = 16;
/** As wide as the status of a program can be. */
const stateWidth = "!  status 255".length;

export function drawHistory(state: HistoryState, { look }: Frame): PageView {
  const { width } = drawnSize(look);
  const entry = selectedEntry(state);
  if (entry !== undefined && state.mode.kind !== "list") {
    return drawEntry(entry, nameOf(entry, state), look, width);
  }
  const visible = visibleEntries(state);
  return {
    title: token("History and undo", "strong"),
    right: [
      token(state.isKnown ? countOf(visible.length, "entry", "entries") : "... reading", "dim"),
    ],
    ...filterField(state.filter),
    body:
      visible.length === 0
        ? emptyRows(state, look, width)
        : lazyLines(visible.length, (at) =>
            rowOf(visible[at], state, at === state.at, look, width),
          ),
    ...(visible.length === 0 ? {} : { selected: state.at }),
    foot: entry === undefined ? [] : [undoLine(entry, look, width)],
    keys: keysOf(entry),
    refused: refusedOf(entry),
  };
}

function emptyRows({ trouble, isKnown, entries }: HistoryState, look: Look, width: number) {
  if (trouble !== undefined) return beside([token(" !  ", "caution")], shown(trouble, look), width);
  if (!isKnown) return [[token("    reading the history ...", "dim")]];
  const words = entries.length > 0 ? "nothing was called that" : "nothing was done by handrail yet";
  return [[token(`    ${words}`, "dim")]];
}

function rowOf(
  entry: HistoryEntry | undefined,
  state: HistoryState,
  isSelected: boolean,
  look: Look,
  width: number,
): Line {
  if (entry === undefined) return [];
  const room = Math.max(4, width - timeWidth - stateWidth - 7);
  const root = entry.plan?.isRoot === true ? " (as root)" : "";
  const name = cut(shown(`${nameOf(entry, state)}${root}`, look), room);
  return [
    token(isSelected ? " > " : "   ", "key"),
    token(padded(localTime(entry.time), timeWidth), "dim"),
    token("  "),
    stateToken(entry, stateWidth + 1),
    token(name, isSelected ? "strong" : "plain"),
  ];
}

/** `2026-11-22 16:08`, in the local time of this machine. */
function localTime(time: string): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

const stateWords: Readonly<Record<EntryState, string>> = {
  keeping: "not begun",
  running: "goes on",
  done: "ok done",
  interrupted: "!  cut off",
  undoing: "!  half back",
  undone: "undone",
};

function stateToken({ state, status }: HistoryEntry, width = 0): Token {
  const isFailed = state === "done" && status !== undefined && status !== 0;
  const word = isFailed ? `!  status ${status}` : stateWords[state];
  const isBad = isFailed || word.startsWith("!");
  return token(word.padEnd(width), isBad ? "caution" : state === "done" ? "ok" : "dim");
}

function undoLine(entry: HistoryEntry, look: Look, width: number): Line {
  const because = entry.reason === undefined ? "" : `: ${entry.reason}`;
  const words = {
    full: "u takes it back",
    part: `u takes part of it back${because}`,
    none: `it cannot be taken back${because}`,
  }[entry.undo];
  const text = entry.state === "undone" ? "it was taken back already" : words;
  return [token(" "), token(cut(shown(text, look), width - 2), "dim")];
}

function drawEntry(entry: HistoryEntry, name: string, look: Look, width: number): PageView {
  const { plan, directory, counts, reason } = entry;
  const changes = describeCounts(counts);
  return {
    title: token("What was done", "strong"),
    right: [stateToken(entry)],
    head: [],
    body: [
      ...beside([token("    ")], shown(name, look), width, "command"),
      ...labelled("When", localTime(entry.time), width),
      ...(plan === undefined ? labelled("Where", shown(directory, look), width) : []),
      ...(plan?.isRoot === true ? labelled("Who", "root, for you", width) : []),
      ...(plan === undefined || entry.line === plan.title
        ? []
        : labelled("Line", shown(entry.line, look), width)),
      ...(changes === "" ? [] : labelled("Changed", changes, width)),
      emptyLine,
      ...(plan === undefined ? labelled("Back", describeComeback(entry), width) : []),
      ...(reason === undefined ? [] : labelled("But", shown(reason, look), width)),
    ],
    foot: [undoLine(entry, look, width)],
    keys: [...(canTakeBack(entry) ? [undoKey] : []), backKey, helpKey],
    refused: refusedOf(entry),
  };
}

function refusedOf(entry: HistoryEntry | undefined): readonly RefusedKey[] {
  if (entry === undefined) return [];
  const because = entry.reason === undefined ? "" : `: ${entry.reason}`;
  const why =
    entry.state === "undone"
      ? "It was taken back already; its own undo does it again."
      : `It cannot be taken back${because}.`;
  return [
    ...(canTakeBack(entry) ? [] : [{ name: "u", shown: "u", why }]),
    ...(entry.plan === undefined
      ? [{ name: "o", shown: "o", why: "Only plans have steps and output; this was a line." }]
      : []),
  ];
}

const undoKey: BarKey = { shown: "u", label: "undo" };

function keysOf(entry: HistoryEntry | undefined): readonly BarKey[] {
  if (entry === undefined) return [backKey, helpKey];
  return [
    { shown: "Enter", label: "more" },
    ...(canTakeBack(entry) ? [undoKey] : []),
    ...(entry.plan === undefined ? [] : [{ shown: "o", label: "steps and output" }]),
    { shown: "/", label: "find" },
    backKey,
    helpKey,
  ];
}
