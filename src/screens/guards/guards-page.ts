import type { GuardId, Severity } from "../../domain/finding.ts";
import type { GuardRule } from "../../domain/policy.ts";
import type { GuardState } from "../../domain/settings.ts";
import { countOf } from "../../domain/text.ts";
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
import { beside, type Line, shown, token, wrapText } from "../text/tokens.ts";

interface KnownGuard {
  readonly id: GuardId;
  readonly title: string;
  readonly severity: Severity;
  readonly state?: Pick<GuardState, "rule" | "by">;
}

export interface GuardsState {
  readonly guards: readonly KnownGuard[];
  readonly at: number;
  readonly filter: Filter;
  /** Why the last change could not be. */
  readonly trouble?: string;
  /** A guard's own page lies over the list. */
  readonly open?: { readonly id: string; readonly lines?: readonly string[] };
}

/** The mistakes that are looked for, each with why, examples and how to accept it. */
export const guardsPage: Page<GuardsState> = {
  name: "guards",
  title: "Explain",
  purpose: "The mistakes that handrail looks for, each with why and examples",
  synonyms: ["guards", "why", "mistakes", "rules", "danger", "learn", "policy", "off", "refuse"],
  help: [
    { shown: "Enter", means: "all about one: what it looks for, why, examples" },
    { shown: "/", means: "look for a word" },
    { shown: "t", means: "type a line and see what it would do" },
    { shown: "o a r", means: "set it to off, ask or refuse; u as usual, by the level" },
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
  const { trouble: _over, ...rest } = state;
  if (result.kind === "guards") return { ...rest, guards: result.guards };
  if (result.kind === "settings") return withRules(rest, result.report.rules);
  if (query.kind === "set" && result.kind === "failed") {
    return { ...state, trouble: result.sentence };
  }
  if (query.kind !== "guard-page" || state.open?.id !== query.guard) return state;
  if (result.kind === "guard-page") {
    return { ...state, open: { id: query.guard, lines: result.lines } };
  }
  if (result.kind !== "failed") return state;
  return { ...state, open: { id: query.guard, lines: [result.sentence] } };
}

/** What the settings say of each guard now. */
function withRules(state: GuardsState, rules: readonly GuardState[]): GuardsState {
  const guards = state.guards.map(({ state: _before, ...guard }): KnownGuard => {
    const set = rules.find((rule) => rule.guard === guard.id);
    return set === undefined ? guard : { ...guard, state: { rule: set.rule, by: set.by } };
  });
  return { ...state, guards };
}

/** Keys that set a guard; the empty word lets it follow the level again. */
const ruleKeys: ReadonlyMap<string, GuardRule | ""> = new Map([
  ["o", "off"],
  ["a", "ask"],
  ["r", "refuse"],
  ["u", ""],
]);

function setRule(state: GuardsState, guard: GuardId, rule: GuardRule | ""): PageStep<GuardsState> {
  const change = { kind: "guard", guard, ...(rule === "" ? {} : { rule }) } as const;
  return { state, intents: [{ kind: "ask", query: { kind: "set", change } }] };
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
  const rule = ruleKeys.get(key.name);
  if (rule !== undefined && chosen !== undefined) return setRule(state, chosen.id, rule);
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
    right: [token(countOf(visible.length, "guard"), "dim")],
    ...filterField(state.filter),
    body:
      visible.length === 0
        ? [[token(`    ${empty}`, "dim")]]
        : lazyLines(visible.length, (at) => rowOf(visible[at], at === state.at, look, width)),
    ...(visible.length === 0 ? {} : { selected: state.at }),
    ...(state.trouble === undefined
      ? {}
      : { foot: beside([token(" !  ", "caution")], shown(state.trouble, look), width) }),
    keys: [
      { shown: "Enter", label: "more" },
      { shown: "/", label: "find" },
      { shown: "t", label: "try a line" },
      { shown: "o/a/r/u", label: "set" },
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
  const { title, severity, state } = guard;
  const rule =
    state === undefined ? "" : ` [${state.rule}${state.by === "machine" ? " for all" : ""}]`;
  const word = padded(`${severitySigns[severity]} ${severity}`, severityWidth);
  return [
    token(isSelected ? " > " : "   ", "key"),
    token(word, severity),
    token(
      ` ${cut(shown(title, look), width - severityWidth - 5 - rule.length)}`,
      isSelected ? "strong" : "plain",
    ),
    token(rule, "key"),
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
