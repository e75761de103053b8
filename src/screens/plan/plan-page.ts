import { alternativesOf } from "../../domain/review.ts";
import type { PlanReview, TaskProblem } from "../../domain/task-plan.ts";
import { mendingIntent } from "../app/mending.ts";
import type { Page, PageEvent, PageIntent, PageStep } from "../app/page.ts";
import type { KeyPress } from "../key-press.ts";
import { type Answer, answerKey, askAt, isTypingConsent } from "../parts/confirmation.ts";
import { insertText } from "../parts/text-input.ts";
import { hasList } from "./plan-lines.ts";
import {
  type PlanList,
  type PlanSource,
  type PlanState,
  planQuery,
  planSource,
} from "./plan-state.ts";
import { drawPlan } from "./plan-view.ts";

/** The one review that every plan meets: what it would do, what guards say, and the question. */
export const planPage: Page<PlanState> = {
  name: "plan",
  title: "Review",
  purpose: "What a plan would do, before anything is done",
  synonyms: [],
  isInner: true,
  help: [
    { shown: "y", means: "carry it out, where the review asks for no more than that" },
    { shown: "n, Esc", means: "do not; nothing was changed" },
    { shown: "Enter", means: "after the words that a danger asks for" },
    { shown: "c", means: "the commands it comes to, and who runs them" },
    { shown: "e", means: "every effect" },
    { shown: "p", means: "the paths that guards speak of" },
    { shown: "d", means: "differences of configuration files" },
    { shown: "1-9", means: "look at a line offered instead; choose what was left open" },
  ],
  start: (argument) => begin(planSource(argument)),
  reduce: reducePlan,
  draw: drawPlan,
  isTyping: ({ outcome }) =>
    outcome.kind === "review" && isTypingConsent(outcome.confirmation, outcome.review.review),
  wantsTicks: ({ outcome }) => outcome.kind === "looking",
};

function begin(source: PlanSource): PageStep<PlanState> {
  const query = planQuery(source);
  const outcome =
    source.kind === "anew"
      ? ({ kind: "review", review: source.review, confirmation: askAt(source.time) } as const)
      : ({ kind: "looking" } as const);
  return {
    state: { source, waitedSeconds: 0, outcome },
    intents: query === undefined ? [] : [{ kind: "ask", query }],
  };
}

function reducePlan(state: PlanState, event: PageEvent): PageStep<PlanState> {
  switch (event.kind) {
    case "tick":
      return only({ ...state, waitedSeconds: state.waitedSeconds + 1 });
    case "answer":
      return only(receive(state, event));
    case "key":
      return press(state, event.press);
    case "paste":
      return only(paste(state, event.text));
    default:
      return only(state);
  }
}

function only(state: PlanState): PageStep<PlanState> {
  return { state, intents: [] };
}

function want(state: PlanState, ...intents: readonly PageIntent[]): PageStep<PlanState> {
  return { state, intents };
}

function receive(
  state: PlanState,
  { result, time }: PageEvent & { readonly kind: "answer" },
): PlanState {
  switch (result.kind) {
    case "plan": {
      const confirmation = askAt(time);
      return { ...state, outcome: { kind: "review", review: result.review, confirmation } };
    }
    case "problem":
      return { ...state, outcome: { kind: "problem", problem: result.problem } };
    case "failed":
      return { ...state, outcome: { kind: "failed", sentence: result.sentence } };
    default:
      return state;
  }
}

/** Pasted text is never a key; into words that are typed it goes as they do. */
function paste(state: PlanState, text: string): PlanState {
  const { outcome } = state;
  if (outcome.kind !== "review" || outcome.review.review.confirm !== "type") return state;
  const { confirmation } = outcome;
  const typed = insertText(confirmation.typed, text.replace(/\s+/g, " "));
  return { ...state, outcome: { ...outcome, confirmation: { ...confirmation, typed } } };
}

const lists: Readonly<Record<string, PlanList>> = {
  e: "effects",
  p: "paths",
  c: "commands",
  d: "diffs",
};

function press(state: PlanState, key: KeyPress): PageStep<PlanState> {
  const { outcome } = state;
  if (state.list !== undefined) {
    const { list: _closed, ...review } = state;
    return key.name === "escape" ? only(review) : only(switchList(state, key));
  }
  if (key.name === "escape") return want(state, { kind: "back" });
  if (outcome.kind === "problem") {
    const chosen = answered(state.source, outcome.problem, Number(key.name));
    if (chosen !== undefined) return begin(chosen);
  }
  if (outcome.kind === "problem" && outcome.problem.mending !== undefined && key.name === "enter") {
    return want(state, mendingIntent(outcome.problem.mending));
  }
  if (outcome.kind !== "review") {
    return key.name === "enter" && outcome.kind !== "looking"
      ? want(state, { kind: "back" })
      : only(state);
  }
  const answer = answerKey(outcome.confirmation, outcome.review.review, key);
  return obey(state, outcome.review, answer, key);
}

/** The same task with a suggestion taken for its question's answer. */
function answered(
  source: PlanSource,
  { suggestions = [], question }: TaskProblem,
  number: number,
): PlanSource | undefined {
  const chosen = suggestions[number - 1];
  if (source.kind !== "task" || question === undefined || chosen === undefined) return undefined;
  const answer = question.kind === "names" ? [chosen] : chosen;
  return { ...source, answers: { ...source.answers, [question.key]: answer } };
}

function obey(
  state: PlanState,
  review: PlanReview,
  answer: Answer,
  key: KeyPress,
): PageStep<PlanState> {
  switch (answer.kind) {
    case "consent":
      return want(state, {
        kind: "replace",
        page: "applying",
        argument: { value: { kind: "apply", review } },
      });
    case "declined":
      return want(state, { kind: "back" });
    case "typed":
      return only({
        ...state,
        outcome: { kind: "review", review, confirmation: answer.confirmation },
      });
    case "other":
      return /^[1-9]$/.test(key.name)
        ? lookAtAlternative(state, review, Number(key.name))
        : only(switchList(state, key));
  }
}

function switchList(state: PlanState, { name }: KeyPress): PlanState {
  const list = Object.hasOwn(lists, name) ? lists[name] : undefined;
  if (list === undefined || state.outcome.kind !== "review") return state;
  return hasList(state.outcome.review, list) ? { ...state, list } : state;
}

function lookAtAlternative(
  state: PlanState,
  { review }: PlanReview,
  number: number,
): PageStep<PlanState> {
  const chosen = alternativesOf(review)[number - 1];
  if (chosen === undefined) return only(state);
  return want(state, { kind: "open", page: "command", argument: { subject: chosen.line } });
}
