import { describeRootReason } from "../../reports/root-reason.ts";
import type { Page, PageEvent, PageIntent, PageStep } from "../app/page.ts";
import { scrolledBy } from "../app/scroll.ts";
import type { KeyPress } from "../key-press.ts";
import { planArgument } from "../plan/plan-state.ts";
import {
  type ApplyingSource,
  type ApplyingState,
  applyingSource,
  canUndo,
  isOver,
  restOfPlan,
} from "./applying-state.ts";
import { drawApplying } from "./applying-view.ts";
import { addEvent, emptyRun } from "./run-state.ts";

/** What is being done, how far it is, and what came of it. */
export const applyingPage: Page<ApplyingState> = {
  name: "applying",
  title: "Carrying out",
  purpose: "What is being done, how far it is, and what came of it",
  synonyms: [],
  isInner: true,
  help: [
    { shown: "o", means: "what the programs print; Esc or o closes it" },
    { shown: "s", means: "stop before the next step" },
    { shown: "Esc", means: "leave it running, or go back once it has ended" },
    { shown: "u", means: "once it has ended: look at the plan that takes it back" },
    { shown: "r", means: "after a failure: look at what is left and try again" },
    { shown: "Ctrl-Z", means: "to your shell, to look for yourself; fg comes back" },
    { shown: "n", means: "what it leaves to be settled, such as newer configuration files" },
  ],
  start: (argument) => begin(applyingSource(argument)),
  reduce: (state, event, { bodyRows }) => reduceApplying(state, event, bodyRows),
  draw: drawApplying,
  isTyping: () => false,
  wantsTicks: (state) => !isOver(state),
};

function begin(source: ApplyingSource): PageStep<ApplyingState> {
  const state = { source, run: emptyRun, isStopping: false };
  if (source.kind === "attach") return ask(state, { kind: "attach", id: source.id });
  const { review } = source;
  return ask(state, { kind: "apply", review, reason: describeRootReason(review.plan) });
}

function reduceApplying(
  state: ApplyingState,
  event: PageEvent,
  bodyRows: number,
): PageStep<ApplyingState> {
  switch (event.kind) {
    case "tick":
      return only({ ...state, date: event.date });
    case "key":
      return press(state, event.press, bodyRows);
    case "answer":
      return receive(state, event);
    default:
      return only(state);
  }
}

function only(state: ApplyingState): PageStep<ApplyingState> {
  return { state, intents: [] };
}

function ask(
  state: ApplyingState,
  query: (PageIntent & { readonly kind: "ask" })["query"],
): PageStep<ApplyingState> {
  return { state, intents: [{ kind: "ask", query }] };
}

function receive(
  state: ApplyingState,
  { result, isLast, time }: PageEvent & { readonly kind: "answer" },
): PageStep<ApplyingState> {
  if (result.kind === "failed") return only({ ...state, trouble: result.sentence });
  if (result.kind !== "apply") return only(state);
  const run = result.events.reduce(addEvent, state.run);
  const next = { ...state, run };
  const { end } = run;
  if (end === undefined) {
    return only(isLast ? { ...next, trouble: "Nothing more was heard of it." } : next);
  }
  if (end.result === "differs" && end.review !== undefined) {
    const argument = planArgument({ kind: "anew", review: end.review, time });
    return { state: next, intents: [{ kind: "replace", page: "plan", argument }] };
  }
  return only(next);
}

function press(state: ApplyingState, key: KeyPress, bodyRows: number): PageStep<ApplyingState> {
  if (state.log !== undefined) return only(pressInLog(state, key, bodyRows));
  switch (key.name) {
    case "o":
      return only({ ...state, log: {} });
    case "escape":
      return { state, intents: [{ kind: "back" }] };
    case "enter":
      return isOver(state) ? { state, intents: [{ kind: "back" }] } : only(state);
    case "s":
      if (isOver(state) || state.isStopping || state.source.kind === "attach") return only(state);
      return ask({ ...state, isStopping: true }, { kind: "stop" });
    case "u":
      return canUndo(state) && state.run.id !== undefined
        ? replaceByPlan(state, planArgument({ kind: "undo", id: state.run.id }))
        : only(state);
    case "r":
      return retry(state);
    case "n":
      return settle(state);
    default:
      return only(state);
  }
}

function replaceByPlan(
  state: ApplyingState,
  argument: ReturnType<typeof planArgument>,
): PageStep<ApplyingState> {
  return { state, intents: [{ kind: "replace", page: "plan", argument }] };
}

/** What is left is foreseen anew; what is done already is no part of it any more. */
function retry(state: ApplyingState): PageStep<ApplyingState> {
  const plan = restOfPlan(state);
  return plan === undefined
    ? only(state)
    : replaceByPlan(state, planArgument({ kind: "rest", plan }));
}

/** The plan of what is left, on top of this page: there may be more than one. */
function settle(state: ApplyingState): PageStep<ApplyingState> {
  const { end, settled = 0 } = state.run;
  const next = end?.followUps?.[settled];
  if (next === undefined) return only(state);
  const { task, answers } = next;
  const argument = planArgument({ kind: "task", task, answers });
  const run = { ...state.run, settled: settled + 1 };
  return { state: { ...state, run }, intents: [{ kind: "open", page: "plan", argument }] };
}

function pressInLog(state: ApplyingState, { name }: KeyPress, bodyRows: number): ApplyingState {
  const { log: _closed, ...steps } = state;
  if (name === "escape" || name === "o") return steps;
  const { length } = state.run.output;
  const end = Math.max(0, length - bodyRows);
  const top = scrolledBy(name, state.log?.top ?? end, bodyRows, length);
  if (top === undefined) return state;
  // At its end the output is followed again.
  return { ...state, log: top >= end ? {} : { top } };
}
