import type { Foreseen } from "../domain/plan.ts";
import type { UndoAssessment } from "../domain/review.ts";
import type { ForeseenPlan, ForeseenStep } from "../domain/task-plan.ts";

/** How far what a plan does comes back: by its steps' inverses and by what the journal can keep. */
export function assessPlanUndo(
  { steps, foreseen }: ForeseenPlan,
  assessFiles: (foreseen: Foreseen) => UndoAssessment,
): UndoAssessment {
  const kept = steps.filter(({ inverse }) => inverse.kind === "kept");
  const effects = kept.flatMap((step) => step.effects);
  const unknown = kept.flatMap((step) => step.unknown);
  const files = kept.length === 0 ? undefined : assessFiles({ ...foreseen, effects, unknown });
  const grades = steps.map((step) =>
    step.inverse.kind === "kept" ? withReason(files ?? none, step) : assessStep(step),
  );
  const reason = grades.find((grade) => grade.reason !== undefined)?.reason;
  const told = reason === undefined ? {} : { reason };
  if (grades.every(({ grade }) => grade === "full")) return { grade: "full" };
  if (grades.every(({ grade }) => grade === "none")) return { grade: "none", ...told };
  return { grade: "part", ...told };
}

const none: UndoAssessment = { grade: "none" };

function assessStep(step: ForeseenStep): UndoAssessment {
  const { inverse } = step;
  if (inverse.kind === "none") return { grade: "none", reason: inverse.reason };
  return withReason({ grade: "full" }, step);
}

/** What the task itself knows that would not come back. */
function withReason(assessed: UndoAssessment, { undoReason }: ForeseenStep): UndoAssessment {
  if (undoReason === undefined || assessed.grade === "none") return assessed;
  return { grade: "part", reason: assessed.reason ?? undoReason };
}
