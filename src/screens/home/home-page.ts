import type { CheckUpItem } from "../../domain/check-up.ts";
import { nameEntries } from "../../domain/history.ts";
import { mendingIntent } from "../app/mending.ts";
import type { Page, PageEvent, PageIntent, PageStep } from "../app/page.ts";
import type { Query } from "../app/query.ts";
import type { ApplyingSource } from "../applying/applying-state.ts";
import type { KeyPress } from "../key-press.ts";
import { movedByLetter } from "../parts/list.ts";
import {
  chosenPlace,
  firstHomeState,
  type HomeRow,
  type HomeState,
  homeRows,
  partsToLookAtAnew,
  withItems,
} from "./home-state.ts";
import { drawHome } from "./home-view.ts";

/** How this machine does, and what one can do: the first screen. */
export const homePage: Page<HomeState> = {
  name: "home",
  title: "Handrail",
  purpose: "This machine now, and what you can do",
  synonyms: ["home", "start", "menu", "check-up", "state", "health", "security"],
  help: [
    { shown: "Enter", means: "open what is chosen; on a line of the check-up, what mends it" },
    { shown: "i", means: "more about the chosen line" },
    { shown: "a", means: "every line of the check-up, or only the worst" },
    { shown: "c", means: "check up once more" },
  ],
  start: () => ({ state: firstHomeState, intents: [ask({ kind: "check-up" }), ...smallQuestions] }),
  reduce: (state, event, { bodyRows }) => reduceHome(state, event, bodyRows),
  draw: drawHome,
  isTyping: () => false,
  wantsTicks: ({ waitedSeconds }) => waitedSeconds !== undefined,
};

function ask(query: Query): PageIntent {
  return { kind: "ask", query };
}

const smallQuestions: readonly PageIntent[] = [ask({ kind: "runs" }), ask({ kind: "history" })];

function reduceHome(state: HomeState, event: PageEvent, bodyRows: number): PageStep<HomeState> {
  switch (event.kind) {
    case "tick":
      return only({ ...state, waitedSeconds: (state.waitedSeconds ?? 0) + 1 });
    case "shown":
      return comeBack(state);
    case "answer":
      return afterFirstLook(receive(state, event));
    case "key":
      return press(state, event.press, homeRows(state, bodyRows), bodyRows);
    case "paste":
      return only(state);
  }
}

function only(state: HomeState): PageStep<HomeState> {
  return { state, intents: [] };
}

/**
 * Something may have been mended meanwhile. The first look is not begun twice; what it told of the
 * line that was opened no longer counts.
 */
function comeBack(state: HomeState): PageStep<HomeState> {
  const { opened, ...rest } = state;
  if (state.waitedSeconds !== undefined) {
    if (opened === undefined) return { state: rest, intents: smallQuestions };
    const items = rest.items.filter(({ id }) => id !== opened);
    return { state: { ...rest, items, stale: [...rest.stale, opened] }, intents: smallQuestions };
  }
  const parts = partsToLookAtAnew(state);
  const look = parts.length > 0 ? [ask({ kind: "check-up", only: parts })] : [];
  return { state: rest, intents: [...look, ...smallQuestions] };
}

function afterFirstLook(state: HomeState): PageStep<HomeState> {
  if (state.waitedSeconds !== undefined || state.stale.length === 0) return only(state);
  return {
    state: { ...state, stale: [] },
    intents: [ask({ kind: "check-up", only: [...new Set(state.stale)] })],
  };
}

function receive(
  state: HomeState,
  { result, query, isLast }: Extract<PageEvent, { readonly kind: "answer" }>,
): HomeState {
  switch (result.kind) {
    case "check-up": {
      // Runs have rows of their own here.
      const fresh = result.items.filter(({ id }) => id !== "runs");
      const items = withItems(state.items, fresh);
      const isWhole = query.kind === "check-up" && query.only === undefined && isLast;
      return { ...state, items, waitedSeconds: isWhole ? undefined : state.waitedSeconds };
    }
    case "runs":
      return { ...state, runs: result.runs.filter(({ isSeen }) => !isSeen) };
    case "history": {
      const [last] = nameEntries(result.entries).values();
      return last === undefined ? state : { ...state, last };
    }
    case "failed":
      if (query.kind !== "check-up") return state;
      return { ...state, trouble: result.sentence, waitedSeconds: undefined };
    default:
      return state;
  }
}

function press(
  state: HomeState,
  { name }: KeyPress,
  rows: readonly HomeRow[],
  bodyRows: number,
): PageStep<HomeState> {
  const at = chosenPlace(rows, state);
  const moved = movedByLetter(name, at, rows.length, bodyRows);
  if (moved !== undefined) return only({ ...state, chosen: rows[moved]?.key ?? state.chosen });
  const row = rows[at];
  switch (name) {
    case "enter":
      return row === undefined ? only(state) : open(state, row);
    case "i":
      return row?.kind === "item" ? openLine(state, row.item) : only(state);
    case "a":
      return only({ ...state, isWhole: !state.isWhole });
    case "c":
      return checkOnceMore(state);
    default:
      return only(state);
  }
}

function open(state: HomeState, row: HomeRow): PageStep<HomeState> {
  switch (row.kind) {
    case "menu":
      return { state, intents: [{ kind: "open", page: row.entry.page }] };
    case "rest":
      return only({ ...state, isWhole: true, chosen: `item ${row.items[0]?.id}` });
    case "run": {
      const { id, title } = row.run;
      const source: ApplyingSource = { kind: "attach", id, title };
      const argument = { value: source };
      return { state, intents: [{ kind: "open", page: "applying", argument }] };
    }
    case "item": {
      const { mending, id } = row.item;
      if (mending === undefined) return openLine(state, row.item);
      return { state: { ...state, opened: id }, intents: [mendingIntent(mending)] };
    }
  }
}

/** The page of one line; what mends it can be opened from there too. */
function openLine(state: HomeState, item: CheckUpItem): PageStep<HomeState> {
  const intent = { kind: "open", page: "check-up-line", argument: { value: item } } as const;
  return { state: { ...state, opened: item.id }, intents: [intent] };
}

/** Lines stay until newer ones take their place. A look that goes on is not begun twice. */
function checkOnceMore({ trouble: _, ...state }: HomeState): PageStep<HomeState> {
  if (state.waitedSeconds !== undefined) return only(state);
  const intents = [ask({ kind: "check-up" }), ...smallQuestions];
  return { state: { ...state, waitedSeconds: 0 }, intents };
}
