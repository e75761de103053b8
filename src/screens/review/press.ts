import { isConsent } from "../../domain/consent.ts";
import { alternativesOf } from "../../domain/review.ts";
import type { KeyPress } from "../key-press.ts";
import { soonestAnswer } from "../parts/confirmation.ts";
import { goBack } from "../parts/recall.ts";
import { editText, emptyInput, inputOf } from "../parts/text-input.ts";
import { bodyLines } from "./body.ts";
import { type Action, findBinding } from "./keys.ts";
import {
  currentOutcome,
  currentReview,
  type ListName,
  type Mode,
  type ReviewState,
  type Step,
  typing,
  undoable,
} from "./state.ts";

/** How far a page goes; the body knows its own height and stops at its end. */
const page = 8;

/** The screen after a key. */
export function pressKey(state: ReviewState, press: KeyPress): Step {
  const binding = findBinding(state, press);
  return binding === undefined ? typeKey(state, press) : act(state, binding.action, press);
}

/** What Enter leads to once the line has been reviewed: it runs, or a question, or a refusal. */
export function goOn(state: ReviewState, time: number): Step {
  const outcome = currentOutcome(state);
  if (outcome === undefined) return only({ ...state, mode: { kind: "line", isRunWanted: true } });
  if (outcome.kind === "failure") return only({ ...state, mode: typing });
  const { review, isPartial } = outcome;
  if (review.decision === "refuse") return only({ ...state, mode: { kind: "refused" } });
  // What a person consents to must be the whole count.
  if (isPartial) return only({ ...state, mode: { kind: "line", isRunWanted: true } });
  if (review.decision === "allow") return run(state);
  return only({
    ...state,
    mode: { kind: "confirm", openedAt: time, typed: emptyInput, isWrong: false },
  });
}

function act(state: ReviewState, action: Action, press: KeyPress): Step {
  switch (action) {
    case "run":
      return goOn(state, press.time);
    case "confirm":
      return confirm(state, press.time);
    case "submit":
      return submit(state, press.time);
    case "decline":
    case "back":
      return only({ ...state, mode: modeBehind(state.mode), scroll: 0 });
    case "clear":
      return only(clear(state));
    case "inspect":
      return only({ ...state, mode: { kind: "review" }, scroll: 0 });
    case "choose":
      return only(choose(state, Number(press.name)));
    case "effects":
    case "paths":
    case "help":
      return only(openList(state, action));
    case "undo":
      return undo(state);
    case "leave":
      return { state, intents: [{ kind: "back" }] };
    case "quit":
    case "suspend":
      return { state, intents: [{ kind: action }] };
    default:
      return only(move(state, action));
  }
}

function only(state: ReviewState): Step {
  return { state, intents: [] };
}

function typeKey(state: ReviewState, press: KeyPress): Step {
  const { mode } = state;
  if (mode.kind === "line") {
    const input = editText(state.input, press);
    if (input === undefined) return only(state);
    // Typing on takes back an Enter that has not led to anything yet.
    const changed = input.text === state.input.text ? state.recall : { ...state.recall, at: -1 };
    return only({ ...state, input, recall: changed, mode: typing });
  }
  if (mode.kind === "confirm" && currentReview(state)?.confirm === "type") {
    const typed = editText(mode.typed, press);
    return only(
      typed === undefined ? state : { ...state, mode: { ...mode, typed, isWrong: false } },
    );
  }
  return only(state);
}

function confirm(state: ReviewState, time: number): Step {
  const { mode } = state;
  if (mode.kind !== "confirm" || time - mode.openedAt < soonestAnswer) return only(state);
  return run(state);
}

/** Enter behind typed words. Enter alone goes back: that is the default No. */
function submit(state: ReviewState, time: number): Step {
  const { mode } = state;
  const review = currentReview(state);
  if (mode.kind !== "confirm" || review === undefined) return only(state);
  if (time - mode.openedAt < soonestAnswer) return only(state);
  if (mode.typed.text.trim() === "") return only({ ...state, mode: typing });
  if (isConsent(mode.typed.text, review)) return run(state);
  return only({ ...state, mode: { ...mode, isWrong: true } });
}

function run(state: ReviewState): Step {
  const review = currentReview(state);
  if (review === undefined) return only(state);
  return {
    state: { ...state, mode: { kind: "busy" } },
    intents: [{ kind: "run", review }],
  };
}

/** The line goes, but `Up` brings it back. */
function clear(state: ReviewState): ReviewState {
  const { lines } = state.recall;
  const { text } = state.input;
  const kept = lines.includes(text) ? lines : [text, ...lines];
  return {
    ...state,
    input: emptyInput,
    recall: { lines: kept, at: -1, draft: "" },
    mode: typing,
  };
}

function choose(state: ReviewState, number: number): ReviewState {
  const review = currentReview(state);
  const chosen = review === undefined ? undefined : alternativesOf(review)[number - 1];
  if (chosen === undefined) return state;
  return { ...state, input: inputOf(chosen.line), mode: typing };
}

function openList(state: ReviewState, list: ListName): ReviewState {
  return { ...state, mode: { kind: "list", list, back: state.mode }, scroll: 0 };
}

/** A page of its own says what that would do, and asks. */
function undo(state: ReviewState): Step {
  const entry = undoable(state);
  return { state, intents: entry === undefined ? [] : [{ kind: "undo", entry }] };
}

function modeBehind(mode: Mode): Mode {
  return mode.kind === "list" ? mode.back : typing;
}

function move(state: ReviewState, action: Action): ReviewState {
  switch (action) {
    case "earlier":
      return { ...state, ...goBack(state.recall, state.input, 1), mode: typing };
    case "later":
      return { ...state, ...goBack(state.recall, state.input, -1), mode: typing };
    case "up":
      return scrolled(state, -1);
    case "down":
      return scrolled(state, 1);
    case "page-up":
      return scrolled(state, -page);
    case "page-down":
      return scrolled(state, page);
    default:
      return state;
  }
}

/** The furthest that the body can be scrolled. */
function scrollLimit(state: ReviewState): number {
  const width = Math.max(1, state.look.columns - 1);
  return Math.max(0, bodyLines(state, width).length - state.bodyRows);
}

function scrolled(state: ReviewState, rows: number): ReviewState {
  return { ...state, scroll: Math.max(0, Math.min(state.scroll + rows, scrollLimit(state))) };
}
