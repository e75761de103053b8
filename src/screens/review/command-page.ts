import type { Frame, Page, PageEvent, PageIntent, PageStep, PageView } from "../app/page.ts";
import type { Query } from "../app/query.ts";
import { inputOf } from "../parts/text-input.ts";
import { bodyLines } from "./body.ts";
import type { ReviewEvent } from "./events.ts";
import { barKeys } from "./keys.ts";
import { questionLines } from "./question.ts";
import { reduce } from "./reduce.ts";
import { currentReview, type Intent, initialState, type ReviewState, type Step } from "./state.ts";
import { titleOf } from "./title.ts";

/** Type a line, see what it would do, answer what has to be answered, run it, undo it. */
export const commandPage: Page<ReviewState> = {
  name: "command",
  title: "Check a command",
  purpose: "See what a command would do here before it does it",
  synonyms: ["line", "guard", "explain", "run", "shell", "review", "try"],
  help: [],
  start: ({ subject = "" }, frame) => {
    const state = initialState(frame.setting, frame.look);
    const step: Step = {
      state: { ...state, input: inputOf(subject), bodyRows: frame.bodyRows },
      // An empty line asks for nothing yet, but whoever looks at lines can get ready.
      intents: [{ kind: "review", line: subject }],
    };
    const { intents } = toPageStep(step);
    return {
      state: step.state,
      intents: [ask({ kind: "history" }), ...intents],
    };
  },
  reduce: (before, event, frame) => {
    const state = { ...before, look: frame.look, bodyRows: frame.bodyRows };
    if (event.kind === "shown") {
      return { state, intents: [ask({ kind: "history" })] };
    }
    const own = toReviewEvent(event);
    if (own === undefined) return { state, intents: [] };
    return toPageStep(reduce(state, own));
  },
  draw: (state, frame) => drawCommand({ ...state, look: frame.look }, frame),
  // Nearly every key begins a line; the page has its own table of the others.
  isTyping: () => true,
};

function drawCommand(state: ReviewState, frame: Frame): PageView {
  const { mode, look } = state;
  const width = Math.max(1, frame.look.columns - 1);
  const { left, right } = titleOf(state);
  const isAsked = mode.kind === "confirm" && currentReview(state)?.confirm === "type";
  return {
    title: left,
    right,
    field: { input: state.input, sign: ">", tone: "command", isIdle: mode.kind !== "line" },
    body: bodyLines(state, width),
    scroll: state.scroll,
    foot: questionLines({ ...state, look }, width),
    ...(isAsked ? { answer: { input: mode.typed, sign: ">" } } : {}),
    keys: barKeys(state),
  };
}

function toPageStep({ state, intents }: Step): PageStep<ReviewState> {
  return { state, intents: intents.map(toPageIntent) };
}

function toPageIntent(intent: Intent): PageIntent {
  switch (intent.kind) {
    case "review":
      return ask({ kind: "foresee-line", line: intent.line });
    case "run":
      return ask({ kind: "run-line", review: intent.review });
    case "undo":
      return { kind: "open", page: "undo", argument: { subject: intent.entry.id } };
    default:
      return intent;
  }
}

function ask(query: Query): PageIntent {
  return { kind: "ask", query };
}

/** What happened, in this page's own words; undefined for what is none of its business. */
function toReviewEvent(event: PageEvent): ReviewEvent | undefined {
  if (event.kind === "key" || event.kind === "paste") return event;
  if (event.kind !== "answer") return undefined;
  const { query, result, time } = event;
  switch (query.kind) {
    case "foresee-line":
      if (result.kind === "slow") return { kind: "slow", line: query.line };
      if (result.kind !== "line") return undefined;
      return { kind: "reviewed", line: query.line, outcome: result.outcome, time };
    case "run-line":
      if (result.kind === "ran") return { kind: "ran", result: result.result };
      if (result.kind !== "failed") return undefined;
      return { kind: "ran", result: { line: query.review.line, messages: [result.sentence] } };
    case "history":
      return result.kind === "history" ? { kind: "entries", entries: result.entries } : undefined;
    default:
      return undefined;
  }
}
