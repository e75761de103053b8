import type { LineOutcome } from "../../domain/line-outcome.ts";
import { remember } from "../parts/recall.ts";
import { emptyInput, insertText } from "../parts/text-input.ts";
import type { ReviewEvent } from "./events.ts";
import { goOn, pressKey } from "./press.ts";
import { currentReview, type ReviewState, type RunResult, type Step, typing } from "./state.ts";

/** The screen after an event, and what it wants done about it. */
export function reduce(state: ReviewState, event: ReviewEvent): Step {
  switch (event.kind) {
    case "key":
      return withReview(state, pressKey(state, event.press));
    case "paste":
      return withReview(state, paste(state, event.text));
    case "resized": {
      const { columns, rows } = event;
      return only({ ...state, look: { ...state.look, columns, rows } });
    }
    case "slow":
      return only(event.line === state.input.text ? { ...state, isSlow: true } : state);
    case "reviewed":
      return receive(state, event.line, event.outcome, event.time);
    case "ran":
      return withReview(state, only(afterRun(state, event.result)));
    case "entries":
      return only(withoutUndone({ ...state, entries: event.entries }));
  }
}

/** The line has had its turn: `Up` brings it back, the screen says what came of it. */
function afterRun(state: ReviewState, result: RunResult): ReviewState {
  return {
    ...state,
    mode: typing,
    input: emptyInput,
    recall: remember(state.recall, result.line),
    scroll: 0,
    last: result,
  };
}

/** What was taken back since is no news any more. */
function withoutUndone({ last, ...state }: ReviewState): ReviewState {
  const id = last?.entry?.id;
  const isUndone = state.entries.some((entry) => entry.id === id && entry.state === "undone");
  return last === undefined || isUndone ? state : { ...state, last };
}

function only(state: ReviewState): Step {
  return { state, intents: [] };
}

/** A changed line is to be looked at; what is known of another line no longer counts. */
function withReview(before: ReviewState, step: Step): Step {
  const { state } = step;
  const { text } = state.input;
  if (text === before.input.text) return step;
  const { last, ...rest } = state;
  const kept = text === "" || before.input.text !== "" ? state : rest;
  return {
    state: { ...kept, isSlow: false, scroll: 0 },
    intents: [...step.intents, { kind: "review", line: text.trim() === "" ? "" : text }],
  };
}

/** Pasted text is never a key. Line breaks stay: bash reads several lines as well as one. */
function paste(state: ReviewState, text: string): Step {
  const added = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  const { mode } = state;
  if (mode.kind === "confirm") {
    return only({ ...state, mode: { ...mode, typed: insertText(mode.typed, added) } });
  }
  if (mode.kind === "busy") return only(state);
  return only({ ...state, mode: typing, input: insertText(state.input, added) });
}

function receive(state: ReviewState, line: string, outcome: LineOutcome, time: number): Step {
  if (line !== state.input.text) return only(state);
  const known = { ...state, seen: { line, outcome }, isSlow: false };
  // A question about something else than what is now known must be asked anew.
  if (state.mode.kind === "confirm" && !isSameQuestion(state, known)) {
    return only({ ...known, mode: typing });
  }
  const isWaiting = state.mode.kind === "line" && state.mode.isRunWanted;
  return isWaiting ? goOn(known, time) : only(known);
}

function isSameQuestion(before: ReviewState, after: ReviewState): boolean {
  const [old, fresh] = [currentReview(before), currentReview(after)];
  return (
    old !== undefined &&
    fresh !== undefined &&
    old.decision === fresh.decision &&
    old.confirm === fresh.confirm &&
    old.confirmWords === fresh.confirmWords
  );
}
