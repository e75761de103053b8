import type { Severity } from "../../domain/finding.ts";
import { severitySigns } from "../../reports/plain.ts";
import { drawnSize } from "../app/layout.ts";
import { lazyLines } from "../app/lines.ts";
import type { Frame, Page, PageEvent, PageIntent, PageStep, PageView } from "../app/page.ts";
import type { KeyPress } from "../key-press.ts";
import type { Look } from "../look.ts";
import { type Filter, filterField, fitsFilter, noFilter, pressFilter } from "../parts/filter.ts";
import { backKey, helpKey } from "../parts/key-bar.ts";
import { movedByLetter, movedTo } from "../parts/list.ts";
import { cut, padded } from "../text/cells.ts";
import { type Line, shown, token, wrapText } from "../text/tokens.ts";

interface KnownGuard {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
}

export interface GuardsState {
  readonly guards: readonly KnownGuard[];
  readonly at: number;
  readonly filter: Filter;
  /** A guard's own page lies over the list. */
  readonly open?: { readonly id: string; readonly lines?: readonly string[] };
}

/** The mistakes that are looked for, each with why, examples and how to accept it. */
export const guardsPage: Page<GuardsState> = {
  name: "guards",
  title: "Explain",
  purpose: "The mistakes that handrail looks for, each with why and examples",
  synonyms: ["guards", "why", "mistakes", "rules", "danger", "learn"],
  help: [
    { shown: "Enter", means: "all about one: what it looks for, why, examples" },
    { shown: "/", means: "look for a word" },
    { shown: "t", means: "type a line and see what it would do" },
  ],
  start: ({ subject }) => ({
    state: {
      guards: [],
      at: 0,
      filter: noFilter,
      ...(subject === undefined ? {} : { open: { id: subject } }),
    },
    intents: [
      { kind: "ask", query: { kind: "guards" } },
      ...(subject === undefined ? [] : [askPage(subject)]),
    ],
  }),
  reduce: (state, event, { bodyRows }) => reduceGuards(state, event, bodyRows),
  draw: drawGuards,
  isTyping: ({ filter }) => filter.isOpen,
};

function askPage(guard: string): PageIntent {
  return { kind: "ask", query: { kind: "guard-page", guard } };
}

function only(state: GuardsState): PageStep<GuardsState> {
  return { state, intents: [] };
}

function visibleGuards({ guards, filter }: GuardsState): readonly KnownGuard[] {
  return guards.filter(({ id, title, severity }) => fitsFilter(filter, id, title, severity));
}

function reduceGuards(state: GuardsState, event: PageEvent, rows: number): PageStep<GuardsState> {
  if (event.kind === "answer") return only(receive(state, event));
  return event.kind === "key" ? press(state, event.press, rows) : only(state);
}

function receive(
  state: GuardsState,
  { query, result }: PageEvent & { readonly kind: "answer" },
): GuardsState {
  if (result.kind === "guards") return { ...state, guards: result.guards };
  if (query.kind !== "guard-page" || state.open?.id !== query.guard) return state;
  if (result.kind === "guard-page") {
    return { ...state, open: { id: query.guard, lines: result.lines } };
  }
  if (result.kind !== "failed") return state;
  return { ...state, open: { id: query.guard, lines: [result.sentence] } };
}

function press(state: GuardsState, key: KeyPress, rows: number): PageStep<GuardsState> {
  if (state.open !== undefined) {
    const { open: _closed, ...list } = state;
    return only(key.name === "escape" || key.name === "enter" ? list : state);
  }
  const filter = pressFilter(state.filter, key);
  if (filter !== undefined) return only({ ...state, filter, at: 0 });
  const visible = visibleGuards(state);
  const move = state.filter.isOpen ? movedTo : movedByLetter;
  const at = visible.length === 0 ? undefined : move(key.name, state.at, visible.length, rows);
  if (at !== undefined) return only({ ...state, at });
  if (state.filter.isOpen) return only(state);
  const chosen = visible[state.at];
  switch (key.name) {
    case "escape":
      return { state, intents: [{ kind: "back" }] };
    case "t":
      return { state, intents: [{ kind: "open", page: "command" }] };
    case "enter":
      if (chosen === undefined) return only(state);
      return { state: { ...state, open: { id: chosen.id } }, intents: [askPage(chosen.id)] };
    default:
      return only(state);
  }
}

/** Columns of the sign, the word for the severity, and of the title. */
const severityWidth = 12;

function drawGuards(state: GuardsState, { look }: Frame): PageView {
  const { width } = drawnSize(look);
  if (state.open !== undefined) return drawGuard(state.open, look, width);
  const visible = visibleGuards(state);
  const empty = state.guards.length === 0 ? "reading ..." : "no guard speaks of that";
  return {
    title: token("Explain", "strong"),
    right: [token(`${visible.length} guards`, "dim")],
    ...filterField(state.filter),
    body:
      visible.length === 0
        ? [[token(`    ${empty}`, "dim")]]
        : lazyLines(visible.length, (at) => rowOf(visible[at], at === state.at, look, width)),
    ...(visible.length === 0 ? {} : { selected: state.at }),
    keys: [
      { shown: "Enter", label: "more" },
      { shown: "/", label: "find" },
      { shown: "t", label: "try a line" },
      backKey,
      helpKey,
    ],
  };
}

function rowOf(
  guard: KnownGuard | undefined,
  isSelected: boolean,
  look: Look,
  width: number,
): Line {
  if (guard === undefined) return [];
  const { title, severity } = guard;
  const word = padded(`${severitySigns[severity]} ${severity}`, severityWidth);
  return [
    token(isSelected ? " > " : "   ", "key"),
    token(word, severity),
    token(
      ` ${cut(shown(title, look), width - severityWidth - 5)}`,
      isSelected ? "strong" : "plain",
    ),
  ];
}

function drawGuard(
  { id, lines = ["reading ..."] }: { readonly id: string; readonly lines?: readonly string[] },
  look: Look,
  width: number,
): PageView {
  return {
    title: token("Explain", "strong"),
    right: [token(shown(id, look), "dim")],
    head: [],
    body: lines.flatMap((line) => {
      const indent = /^ */.exec(line)?.[0] ?? "";
      return wrapText(shown(line.trim(), look), Math.max(10, width - indent.length - 2)).map(
        (row): Line => [token(` ${indent}`), token(row, indent === "" ? "strong" : "plain")],
      );
    }),
    keys: [{ shown: "up/down", label: "scroll" }, backKey, helpKey],
  };
}
