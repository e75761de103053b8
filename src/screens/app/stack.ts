import type { OpenPage, OpenStep } from "./known-page.ts";
import { drawnSize, layOutPage } from "./layout.ts";
import type { Frame, PageArgument, PageIntent } from "./page.ts";
import {
  type AppIntent,
  type AppState,
  type AppStep,
  lookOfApp,
  type StackedPage,
} from "./state.ts";

/** Rows around a body that has not been laid out yet. */
const usualRowsAround = 5;

/** Pages that open each other in turn without end are a fault; this many in a row are not meant. */
const longestChain = 16;

/** The page on top; there is always one. */
export function topPage({ stack }: AppState): StackedPage | undefined {
  return stack.at(-1);
}

/** What a page is drawn and reduced with. */
export function frameOf(state: AppState, rows?: number): Frame {
  const look = lookOfApp(state);
  const bodyRows = rows ?? Math.max(1, drawnSize(look).height - usualRowsAround);
  return { look, setting: state.setting, bodyRows };
}

/** The page drawn as it is now, scrolled so that what is selected can be seen. */
export function settle(
  state: AppState,
  { id, top: before, rows }: Pick<StackedPage, "id" | "top" | "rows">,
  open: OpenPage,
): StackedPage {
  const first = open.draw(frameOf(state, rows));
  const { bodyRows, top } = layOutPage(first, open.page.purpose, lookOfApp(state), before);
  // Most pages do not look at the rows they have; those that do see the true number.
  const view = bodyRows === rows ? first : open.draw(frameOf(state, bodyRows));
  return { id, open, view, rows: bodyRows, top };
}

/** Puts a page on top of the others. */
export function push(state: AppState, name: string, argument: PageArgument, chain = 0): AppStep {
  const page = state.catalogue.pages.find((known) => known.name === name);
  if (page === undefined || chain > longestChain) return { state, intents: [] };
  const id = state.nextId;
  const frame = frameOf(state);
  const step = page.open(argument, frame);
  const fresh = settle(state, { id, top: 0, rows: frame.bodyRows }, step.open);
  const stack = [...state.stack, fresh];
  return obey({ ...state, stack, nextId: id + 1 }, id, step.intents, chain + 1);
}

/** A page after something happened to it. */
export function advance(state: AppState, id: number, step: OpenStep): AppStep {
  const stack = state.stack.map((one) => (one.id === id ? settle(state, one, step.open) : one));
  return obey({ ...state, stack }, id, step.intents, 0);
}

/** Does what a page wants done with pages, and hands on the rest. */
function obey(state: AppState, id: number, wanted: readonly PageIntent[], chain: number): AppStep {
  let now = state;
  const intents: AppIntent[] = [];
  for (const intent of wanted) {
    const step = obeyOne(now, id, intent, chain);
    now = step.state;
    intents.push(...step.intents);
  }
  return { state: now, intents };
}

function obeyOne(state: AppState, id: number, intent: PageIntent, chain: number): AppStep {
  switch (intent.kind) {
    case "open":
      return push(state, intent.page, intent.argument ?? {}, chain);
    case "replace": {
      const closed = { ...state, stack: state.stack.filter((one) => one.id !== id) };
      const step = push(closed, intent.page, intent.argument ?? {}, chain);
      if (step.state.stack.length === closed.stack.length) return { state, intents: [] };
      return { state: step.state, intents: [{ kind: "forget", id }, ...step.intents] };
    }
    case "back":
      return goBack(state, id, chain);
    case "ask":
      return { state, intents: [{ kind: "ask", id, query: intent.query }] };
    case "suspend":
    case "quit":
      return { state, intents: [intent] };
  }
}

/** One level back. Behind the last page comes home, and behind home nothing: it never leaves. */
function goBack(state: AppState, id: number, chain: number): AppStep {
  const stack = state.stack.filter((one) => one.id !== id);
  const closed: AppIntent = { kind: "forget", id };
  const below = stack.at(-1);
  if (below !== undefined) {
    const step = below.open.reduce({ kind: "shown" }, frameOf(state, below.rows));
    const next = advance({ ...state, stack }, below.id, step);
    return { state: next.state, intents: [closed, ...next.intents] };
  }
  const { home } = state.catalogue;
  if (state.stack.some(({ open }) => open.page.name === home)) return { state, intents: [] };
  const next = push({ ...state, stack }, home, {}, chain);
  if (next.state.stack.length === 0) return { state, intents: [] };
  return { state: next.state, intents: [closed, ...next.intents] };
}
