import type { EffectSummary, Review, UndoGrade } from "../domain/review.ts";
import type { PlanReview } from "../domain/task-plan.ts";

/**
 * Whether a plan judged anew is what a person agreed to: the same commands, effects and findings,
 * nothing unknown besides, and no less of a way back. Root may see more of what can be kept.
 */
export function isSameJudgement(agreed: PlanReview, now: PlanReview): boolean {
  return (
    JSON.stringify(agreed.commands.map(commandKey)) ===
      JSON.stringify(now.commands.map(commandKey)) &&
    JSON.stringify(judgementOf(agreed.review)) === JSON.stringify(judgementOf(now.review)) &&
    hasNothingNewUnknown(agreed.review, now.review) &&
    grades.indexOf(now.review.undo.grade) >= grades.indexOf(agreed.review.undo.grade)
  );
}

const grades: readonly UndoGrade[] = ["none", "part", "full"];

function commandKey({ argv, runAs, step }: PlanReview["commands"][number]) {
  return [argv, runAs, step];
}

function judgementOf({ level, decision, confirm, confirmWords, findings, effects }: Review) {
  const found = findings.map(({ guard, severity, title, what }) => [guard, severity, title, what]);
  return [level, decision, confirm, confirmWords, found, effects.map(effectKey)];
}

/** Sizes may have moved on by a little; what is reached may not. */
function effectKey({ kind, path, count, detail }: EffectSummary) {
  return [kind, path, count, detail];
}

function hasNothingNewUnknown(agreed: Review, now: Review): boolean {
  const known = new Set(agreed.unknown.map(({ reason }) => reason));
  return now.unknown.every(({ reason }) => known.has(reason));
}
