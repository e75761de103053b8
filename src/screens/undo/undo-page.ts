import type { UndoReview } from "../../domain/undo-review.ts";
import type { Page, PageEvent, PageIntent, PageStep } from "../app/page.ts";
import type { KeyPress } from "../key-press.ts";
import { answerKey, askAt, isTypingConsent } from "../parts/confirmation.ts";
import { movedTo } from "../parts/list.ts";
import { insertText } from "../parts/text-input.ts";
import { planArgument } from "../plan/plan-state.ts";
import {
  answersOf,
  type Conflicts,
  isSettled,
  type Settlement,
  selectedConflict,
  type UndoMode,
  type UndoState,
} from "./undo-state.ts";
import { drawUndo } from "./undo-view.ts";

/** The one way back for files: what changed since, path by path, what guards say, the question. */
export const undoPage: Page<UndoState> = {
  name: "undo",
  title: "Undo",
  purpose: "What taking it back would do, before anything is done",
  synonyms: [],
  isInner: true,
  help: [
    { shown: "k", means: "keep a path that changed since as it is now" },
    { shown: "t", means: "take it back all the same; what is there now is kept for an undo" },
    { shown: "d", means: "all of the difference" },
    { shown: "Enter", means: "go on, once something was said to every path" },
    { shown: "y", means: "take it back, where the review asks for no more than that" },
    { shown: "n, Esc", means: "do not; nothing was touched" },
  ],
  start: ({ subject = "" }) => look({ id: subject, mode: { kind: "looking" } }),
  reduce: (state, event, { bodyRows }) => reduceUndo(state, event, bodyRows),
  draw: drawUndo,
  isTyping: ({ mode }) =>
    mode.kind === "review" && isTypingConsent(mode.confirmation, mode.review.review),
};

function look(state: UndoState, mode?: Conflicts): PageStep<UndoState> {
  const answers = mode === undefined ? {} : { answers: answersOf(mode) };
  return {
    state: { ...state, mode: { kind: "looking" } },
    intents: [{ kind: "ask", query: { kind: "undo-review", id: state.id, ...answers } }],
  };
}

function only(state: UndoState, mode: UndoMode = state.mode): PageStep<UndoState> {
  return { state: { ...state, mode }, intents: [] };
}

function want(state: UndoState, intent: PageIntent): PageStep<UndoState> {
  return { state, intents: [intent] };
}

function reduceUndo(state: UndoState, event: PageEvent, rows: number): PageStep<UndoState> {
  switch (event.kind) {
    case "answer":
      return receive(state, event);
    case "key":
      return press(state, event.press, rows);
    case "paste":
      return only(state, paste(state.mode, event.text));
    default:
      return only(state);
  }
}

function receive(
  state: UndoState,
  { query, result, time }: PageEvent & { readonly kind: "answer" },
): PageStep<UndoState> {
  switch (result.kind) {
    case "undo-review":
      return only(state, openReview(result.review, query.kind === "undo", time));
    case "undo":
      return only(state, { ...result, kind: "ended" });
    case "failed":
      return only(state, { kind: "ended", isRestored: false, messages: [result.sentence] });
    case "nothing": {
      const argument = planArgument({ kind: "undo", id: state.id });
      return want(state, { kind: "replace", page: "plan", argument });
    }
    default:
      return only(state);
  }
}

function openReview(review: UndoReview, isAnew: boolean, time: number): UndoMode {
  if (review.conflicts.length === 0) {
    return { kind: "review", review, confirmation: askAt(time), isAnew };
  }
  return { kind: "conflicts", review, at: 0, settled: new Map(), isDiffOpen: false };
}

/** Pasted text is never a key; into words that are typed it goes as they do. */
function paste(mode: UndoMode, text: string): UndoMode {
  if (mode.kind !== "review" || mode.review.review.confirm !== "type") return mode;
  const { confirmation } = mode;
  const typed = insertText(confirmation.typed, text.replace(/\s+/g, " "));
  return { ...mode, confirmation: { ...confirmation, typed } };
}

function press(state: UndoState, key: KeyPress, rows: number): PageStep<UndoState> {
  const { mode } = state;
  if (mode.kind === "conflicts") return pressInConflicts(state, mode, key, rows);
  const isLeaving = key.name === "escape" || (key.name === "enter" && mode.kind === "ended");
  if (isLeaving) return want(state, { kind: "back" });
  return mode.kind === "review" ? answer(state, mode, key) : only(state);
}

function pressInConflicts(
  state: UndoState,
  mode: Conflicts,
  { name }: KeyPress,
  rows: number,
): PageStep<UndoState> {
  if (mode.isDiffOpen) {
    const isClosing = name === "escape" || name === "d" || name === "enter";
    return only(state, isClosing ? { ...mode, isDiffOpen: false } : mode);
  }
  const at = movedTo(name, mode.at, mode.review.conflicts.length, rows);
  if (at !== undefined) return only(state, { ...mode, at });
  switch (name) {
    case "escape":
      return want(state, { kind: "back" });
    case "k":
      return only(state, settle(mode, "keep"));
    case "t":
      return only(state, settle(mode, "take-back"));
    case "d":
      return only(state, { ...mode, isDiffOpen: hasDiff(mode) });
    case "enter":
      return isSettled(mode) ? look(state, mode) : only(state);
    default:
      return only(state);
  }
}

function hasDiff(mode: Conflicts): boolean {
  return (selectedConflict(mode)?.diff.length ?? 0) > 0;
}

/** The answer, and on to the next path that has none. */
function settle(mode: Conflicts, said: Settlement): Conflicts {
  const conflict = selectedConflict(mode);
  if (conflict === undefined || (said === "take-back" && !conflict.canBeReplaced)) return mode;
  const settled = new Map(mode.settled).set(conflict.path, said);
  const open = mode.review.conflicts.findIndex(({ path }) => !settled.has(path));
  return { ...mode, settled, at: open === -1 ? mode.at : open };
}

function answer(
  state: UndoState,
  mode: UndoMode & { readonly kind: "review" },
  key: KeyPress,
): PageStep<UndoState> {
  const { review, confirmation } = mode;
  const said = answerKey(confirmation, review.review, key);
  switch (said.kind) {
    case "consent":
      return {
        state: { ...state, mode: { kind: "undoing" } },
        intents: [{ kind: "ask", query: { kind: "undo", agreed: review } }],
      };
    case "declined":
      return want(state, { kind: "back" });
    case "typed":
      return only(state, { ...mode, confirmation: said.confirmation });
    case "other":
      // Enter alone is the default No.
      return key.name === "enter" ? want(state, { kind: "back" }) : only(state);
  }
}
