import type { Held } from "../apply/run-line.ts";
import type { Level } from "../domain/finding.ts";
import type { Review } from "../domain/review.ts";
import { readHistory } from "../journal/read-journal.ts";
import type { RunResult } from "../screens/review/state.ts";
import { foreseeSubject } from "./read-line.ts";
import { recordDecision } from "./record-decision.ts";
import { limitsForScreens } from "./review-messages.ts";
import { runAgreed } from "./run-agreed.ts";
import { openSession } from "./session.ts";
import { readSituation } from "./situation.ts";

/**
 * Runs a line whose review a person has agreed to. It is reviewed once more first: what was agreed
 * to in another thread some time ago must still be what would happen.
 */
export function runReviewed(agreed: Review, level: Level): RunResult {
  const { line } = agreed;
  const situation = readSituation();
  const session = openSession({ ...situation, ...limitsForScreens }, level);
  const subject = { kind: "line", line } as const;
  const reviewed = foreseeSubject(subject, session);
  if ("failure" in reviewed || !isSameReview(agreed, session.review(reviewed))) {
    return { line, messages: [changedMeanwhile] };
  }
  const promised = agreed.undo.grade;
  const answer = agreed.decision === "allow" ? "passed" : "agreed";
  const written = recordDecision(agreed, answer, session);
  const copy = agreed.undo.copy?.bytes;
  const result = runAgreed({ subject, reviewed, promised, copy, keepsUndo: true, level }, session);
  if (result.kind !== "ran") return { line, messages: [describeHeld(result)] };
  written?.complete(result.status);
  const entry = readHistory(session.journal, 10).find(({ id }) => id === result.id);
  const messages = [result.trouble, result.end.message].filter((message) => message !== undefined);
  return { line, status: result.status, messages, ...(entry === undefined ? {} : { entry }) };
}

const changedMeanwhile =
  "Something changed since the review, and the line would do something else now. Look again.";

function describeHeld(held: Held): string {
  switch (held.kind) {
    case "differs":
      return changedMeanwhile;
    case "less-undo":
      return `Undo would be less than was said: ${held.undo.reason ?? "not all can be kept"}.`;
    case "cannot-keep":
      return `${held.sentence}. guard --no-undo runs it without a way back.`;
  }
}

/** Whether a person would read the same judgement. */
function isSameReview(agreed: Review, now: Review): boolean {
  return judgementOf(agreed) === judgementOf(now);
}

function judgementOf({
  decision,
  confirm,
  confirmWords,
  undo,
  findings,
  effects,
  unknown,
}: Review) {
  // What is free changes all the time.
  const said = { ...undo, copy: undo.copy?.bytes };
  return JSON.stringify([decision, confirm, confirmWords, said, findings, effects, unknown]);
}
