import { alternativesOf } from "../../domain/review.ts";
import type { PlanReview, TaskProblem } from "../../domain/task-plan.ts";
import { drawnSize } from "../app/layout.ts";
import type { Frame, PageView, RefusedKey } from "../app/page.ts";
import type { Look } from "../look.ts";
import { confirmationLines } from "../parts/confirmation.ts";
import { type BarKey, backKey, helpKey } from "../parts/key-bar.ts";
import { severityToken } from "../parts/severity-token.ts";
import { describeRefusal } from "../review/words.ts";
import { beside, emptyLine, type Line, shown, token } from "../text/tokens.ts";
import { hasList, planLines, planListLines } from "./plan-lines.ts";
import type { PlanList, PlanState } from "./plan-state.ts";

export function drawPlan(state: PlanState, { look }: Frame): PageView {
  const { width } = drawnSize(look);
  const { outcome } = state;
  switch (outcome.kind) {
    case "looking":
      return {
        title: token("Review", "strong"),
        right: [token(`... looking ${describeSeconds(state.waitedSeconds)}`.trimEnd(), "dim")],
        body: [[token("    working out what would happen; nothing is changed by it", "dim")]],
        keys: [backKey, helpKey],
      };
    case "problem":
      return drawProblem(outcome.problem, look, width);
    case "failed":
      return drawProblem({ kind: "cannot", sentence: outcome.sentence }, look, width);
    case "review":
      return state.list === undefined
        ? drawReview(outcome, state.source.kind === "anew", look, width)
        : drawList(state.list, outcome.review, look, width);
  }
}

function describeSeconds(seconds: number): string {
  return seconds === 0 ? "" : `${seconds} s`;
}

const problemTitles: Readonly<Record<TaskProblem["kind"], string>> = {
  "nothing-to-do": "Nothing to do",
  cannot: "This cannot be done",
  unanswered: "Something is missing",
};

function drawProblem(
  { kind, sentence, suggestions = [], meanings = [], question, mending }: TaskProblem,
  look: Look,
  width: number,
): PageView {
  const isChoice = question !== undefined;
  const label = kind === "unanswered" ? "Choose" : "Perhaps";
  const more = suggestions.flatMap((name, at): readonly Line[] => {
    const meaning = meanings[at];
    const number = isChoice && at < 9 ? `${at + 1}  ` : "";
    const lead = `    ${(at === 0 ? label : "").padEnd(9)}`;
    const indent = token(" ".repeat(lead.length + number.length));
    return [
      [token(lead, "dim"), token(number, "key"), token(shown(name, look), "command")],
      ...(meaning === undefined ? [] : beside([indent], shown(meaning, look), width)),
    ];
  });
  const count = Math.min(9, suggestions.length);
  return {
    title: token(problemTitles[kind], "strong"),
    right: [],
    head: [],
    body: [
      ...beside(
        [kind === "nothing-to-do" ? token(" ok ", "ok") : token(" !  ", "caution")],
        shown(sentence, look),
        width,
      ),
      ...(more.length === 0 ? [] : [emptyLine, ...more]),
    ],
    keys: [
      ...(isChoice && count > 0
        ? [{ shown: count > 1 ? `1-${count}` : "1", label: "choose", isKept: true }]
        : []),
      ...(mending === undefined
        ? [{ shown: "Enter, Esc", label: "back", isKept: true }]
        : [{ shown: "Enter", label: mending.label, isKept: true }, backKey]),
      helpKey,
    ],
  };
}

type Reviewed = PlanState["outcome"] & { readonly kind: "review" };

const changedSince =
  "It would do something else now than what was agreed to. Nothing was done; this is how it is now.";

function drawReview(
  { review, confirmation }: Reviewed,
  isAnew: boolean,
  look: Look,
  width: number,
): PageView {
  const { decision, confirm } = review.review;
  const isTyped = decision !== "refuse" && confirm === "type";
  const foot =
    decision === "refuse"
      ? beside([token(" !! ", "critical")], describeRefusal(review.review), width)
      : confirmationLines(confirmation, review.review, "Carry it out?", look, width);
  return {
    title: token("Review", "strong"),
    right: [severityToken(review.review)],
    head: [[token(" "), token(shown(review.plan.title, look), "strong")]],
    body: [
      ...(isAnew ? [...beside([token(" !  ", "caution")], changedSince, width), emptyLine] : []),
      ...planLines(review, look, width),
    ],
    foot,
    ...(isTyped ? { answer: { input: confirmation.typed, sign: ">" } } : {}),
    keys: reviewKeys(review),
    refused: refusedOf(review),
  };
}

function reviewKeys(plan: PlanReview): readonly BarKey[] {
  const { decision, confirm } = plan.review;
  const count = Math.min(9, alternativesOf(plan.review).length);
  const answers: readonly BarKey[] =
    decision === "refuse"
      ? []
      : confirm === "type"
        ? [{ shown: "Enter", label: "go on" }]
        : [
            { shown: "y", label: verbOf(plan) },
            { shown: "n", label: confirm === "yes" ? "don't (default)" : "don't" },
          ];
  return [
    ...answers,
    backKey,
    ...(count === 0 ? [] : [{ shown: count > 1 ? `1-${count}` : "1", label: "look at that line" }]),
    ...listKeys.filter(({ list }) => hasList(plan, list)),
    helpKey,
  ];
}

const nothingToShow: Readonly<Record<PlanList, string>> = {
  diffs: "This plan puts no other version of a configuration file in place.",
  effects: "Nothing is foreseen of it: the history knows what it brings back.",
  paths: "No guard has anything to say of a path.",
  commands: "It comes to no command.",
};

function refusedOf(plan: PlanReview): readonly RefusedKey[] {
  const lists = listKeys
    .filter(({ list }) => !hasList(plan, list))
    .map((key) => ({ name: key.shown, shown: key.shown, why: nothingToShow[key.list] }));
  if (plan.review.decision !== "refuse") return lists;
  return [{ name: "y", shown: "y", why: describeRefusal(plan.review) }, ...lists];
}

/** What is consented to, by its own word: `install`. */
function verbOf({ plan }: PlanReview): string {
  return /^\p{L}+/u.exec(plan.title)?.[0].toLowerCase() ?? "go on";
}

const listKeys: readonly (BarKey & { readonly list: PlanList })[] = [
  { list: "diffs", shown: "d", label: "diff" },
  { list: "effects", shown: "e", label: "effects" },
  { list: "paths", shown: "p", label: "paths" },
  { list: "commands", shown: "c", label: "commands" },
];

function drawList(list: PlanList, review: PlanReview, look: Look, width: number): PageView {
  return {
    title: token(`Review: ${list === "diffs" ? "differences" : list}`, "strong"),
    right: [severityToken(review.review)],
    head: [[token(" "), token(shown(review.plan.title, look), "strong")]],
    body: planListLines(list, review, look, width),
    keys: [
      backKey,
      ...listKeys.filter((key) => key.list !== list && hasList(review, key.list)),
      helpKey,
    ],
  };
}
