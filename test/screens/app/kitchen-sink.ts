import type { Page, PageEvent, PageIntent, PageStep } from "../../../src/screens/app/page.ts";
import {
  editText,
  emptyInput,
  insertText,
  type TextInput,
} from "../../../src/screens/parts/text-input.ts";
import { token } from "../../../src/screens/text/tokens.ts";

/** Everything that a page can show and want, for tests of the frame around it. */
export interface SinkState {
  readonly subject: string;
  readonly rows: number;
  readonly at: number;
  readonly hasAnswer: boolean;
  readonly hasField: boolean;
  readonly typed: TextInput;
  readonly heard: readonly string[];
}

function describe(event: PageEvent): string {
  if (event.kind === "key") return `key ${event.press.name}`;
  if (event.kind === "answer") return `answer ${event.result.kind}`;
  return event.kind;
}

function step(state: SinkState, ...intents: readonly PageIntent[]): PageStep<SinkState> {
  return { state, intents };
}

function press(state: SinkState, name: string): PageStep<SinkState> {
  switch (name) {
    case "escape":
      return step(state, { kind: "back" });
    case "down":
      return step({ ...state, at: Math.min(state.at + 1, state.rows - 1) });
    case "o":
      return step(state, { kind: "open", page: "sink", argument: { subject: "inner" } });
    case "r":
      return step(state, { kind: "replace", page: "plain", argument: {} });
    case "a":
      return step(state, { kind: "ask", query: { kind: "history" } });
    default:
      return step(state);
  }
}

export const kitchenSink: Page<SinkState> = {
  name: "sink",
  title: "Kitchen sink",
  purpose: "Every part of a page at once",
  synonyms: ["everything", "test"],
  help: [
    { shown: "o", means: "open it once more" },
    { shown: "a", means: "ask for the history" },
  ],
  start: ({ subject = "outer", value = 40 }) => ({
    state: {
      subject,
      rows: Number(value),
      at: 0,
      hasAnswer: subject === "typing",
      hasField: subject !== "bare",
      typed: emptyInput,
      heard: [],
    },
    intents: [{ kind: "ask", query: { kind: "settings" } }],
  }),
  reduce: (before, event, frame) => {
    const told = `${describe(event)} with ${frame.bodyRows} rows`;
    const state = { ...before, heard: [...before.heard, told] };
    if (event.kind === "paste") {
      return step({ ...state, typed: insertText(state.typed, event.text) });
    }
    if (event.kind !== "key") return step(state);
    const typed = state.hasAnswer ? editText(state.typed, event.press) : undefined;
    return typed === undefined ? press(state, event.press.name) : step({ ...state, typed });
  },
  draw: (state, { setting }) => ({
    title: token(`Sink ${state.subject}`, "strong"),
    right: [token(setting.user, "dim")],
    head: [[token(" a head that does not scroll")]],
    ...(state.hasField
      ? { field: { input: state.typed, sign: "/", isIdle: state.hasAnswer } }
      : {}),
    body: Array.from({ length: state.rows }, (_, at) => [
      token(at === state.at ? " > " : "   ", "key"),
      token(`row ${at} \u001b[31m of the body`),
    ]),
    selected: state.at,
    foot: [[token(" a foot")], [token(" of two rows")]],
    ...(state.hasAnswer ? { answer: { input: state.typed, sign: ">" } } : {}),
    keys: [
      { shown: "Enter", label: "plan" },
      { shown: "Esc", label: "back" },
      { shown: "?", label: "help" },
    ],
  }),
  isTyping: ({ hasAnswer }) => hasAnswer,
  wantsTicks: ({ at }) => at > 0,
};

/** A page that leaves scrolling and everything else to the app. */
export const plainPage: Page<number> = {
  name: "plain",
  title: "Plain page",
  purpose: "Rows and nothing else",
  synonyms: ["simple"],
  help: [],
  start: ({ value = 100 }) => ({ state: Number(value), intents: [] }),
  reduce: (state, event) => ({
    state,
    intents: event.kind === "key" && event.press.name === "escape" ? [{ kind: "back" }] : [],
  }),
  draw: (rows) => ({
    title: token("Plain", "strong"),
    right: [],
    body: Array.from({ length: rows }, (_, at) => [token(`    line ${at}`)]),
    keys: [{ shown: "Esc", label: "back" }],
    refused: [{ name: "x", shown: "x", why: "Nothing here can be crossed out." }],
  }),
  isTyping: () => false,
};
