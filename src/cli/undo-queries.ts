import { type UndoResult as Result, runUndo } from "../apply/run-undo.ts";
import { countRestored } from "../apply/undo-plan.ts";
import { countOf, showName } from "../domain/text.ts";
import { noAnswers, type UndoAnswers, type UndoReview } from "../domain/undo-review.ts";
import { readEntry } from "../journal/read-journal.ts";
import type { QueryResult } from "../screens/app/query.ts";
import { type JudgedUndo, judgeUndo } from "./judge-undo.ts";
import type { Session } from "./session.ts";
import { readDiff } from "./settle-conflicts.ts";
import { findUndoTarget } from "./undo-target.ts";

/** What an undo would do now, for the screens; `nothing` where a plan of its own takes it back. */
export function reviewUndo(
  id: string,
  session: Session,
  answers: UndoAnswers = noAnswers,
): QueryResult {
  if (findUndoTarget(id, session)?.kind === "plan") return { kind: "nothing" };
  const judged = judgeUndo(id, choiceOf(answers), session);
  if (judged === undefined) return whyNot(id, session);
  const review = reviewOf(id, judged, answers, session);
  const isNothing = review.count === 0 && review.conflicts.length === 0;
  return isNothing ? held(nothingLeft, ...review.lost) : { kind: "undo-review", review };
}

/** Undoes what was agreed to; told anew where it would do something else by now. */
export function undoAgreed(agreed: UndoReview, session: Session): QueryResult {
  const { id, answers } = agreed;
  const judged = judgeUndo(id, choiceOf(answers), session);
  if (judged === undefined) return whyNot(id, session);
  const now = reviewOf(id, judged, answers, session);
  if (now.conflicts.length > 0 || judgementOf(now) !== judgementOf(agreed)) {
    return { kind: "undo-review", review: now };
  }
  // It is refused here too, whatever the screen let pass.
  if (now.review.decision === "refuse") return held("This is never done at this level.");
  return describe(runUndo(id, session.journal, choiceOf(answers)));
}

const nothingLeft = "There is nothing of it to take back.";

function reviewOf(
  id: string,
  { plan, review, isGrave }: JudgedUndo,
  answers: UndoAnswers,
  { journal }: Session,
): UndoReview {
  const { entry } = plan.full;
  return {
    id,
    line: entry.plan?.title ?? entry.line,
    answers,
    conflicts: plan.conflicts.map(({ path, reason, canBeReplaced }) => ({
      path,
      reason,
      canBeReplaced: canBeReplaced === true,
      diff: readDiff(id, path, journal),
    })),
    // To go back is asked about here in any case; only what is grave asks for more than a y.
    review: isGrave ? review : { ...review, decision: "ask", confirm: "yes" },
    count: countRestored(plan),
    lost: plan.lost.map(({ path, reason }) => `not brought back: ${showName(path)}  ${reason}`),
  };
}

function choiceOf({ replace, leave }: UndoAnswers) {
  return { replace: new Set(replace), leave: new Set(leave) };
}

/** Whether a person would read the same. */
function judgementOf({ review, count, lost, conflicts }: UndoReview): string {
  const { decision, confirm, confirmWords, findings, effects } = review;
  return JSON.stringify([
    [decision, confirm, confirmWords, findings, effects],
    [count, lost, conflicts],
  ]);
}

function whyNot(id: string, session: Session): QueryResult {
  const state = readEntry(id, session.journal)?.state;
  if (state === "undone") return held("It was undone already.");
  if (state === undefined || state === "keeping") return held("The history no longer has it.");
  return held("The history of it is damaged.");
}

function describe(result: Result): QueryResult {
  switch (result.kind) {
    case "undone":
      return {
        kind: "undo",
        isRestored: true,
        messages: [
          `${countOf(countRestored(result.plan), "path")} as before`,
          ...result.plan.lost.map(({ path, reason }) => `not brought back: ${path}  ${reason}`),
          ...result.short.map((path) => `not all of its owner, times or attributes: ${path}`),
        ],
      };
    case "conflict":
      return held(
        "Nothing was touched, because these changed since:",
        ...result.conflicts.map(({ path, reason }) => `${path}  ${reason}`),
      );
    case "elsewhere":
      return held(nothingLeft);
    case "missing":
      return held("The history no longer has it.");
    case "already":
      return held("It was undone already.");
    case "needs-plan":
      return { kind: "nothing" };
    case "locked":
    case "failed":
      return held(result.sentence);
  }
}

function held(...messages: readonly string[]): QueryResult {
  return { kind: "undo", isRestored: false, messages };
}
