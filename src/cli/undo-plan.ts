import type { HandrailRequest } from "./handrail-options.ts";
import { planUndo } from "./plan-undo.ts";
import { finishPlanned } from "./run-task.ts";
import { openSession } from "./session.ts";
import { readSituation } from "./situation.ts";
import { handrailSpeaks, undo } from "./undo.ts";
import { findUndoTarget } from "./undo-target.ts";

/** `handrail undo [ID]`: files are brought back here and now, a plan by a plan of its own. */
export async function undoEntryOrPlan(request: HandrailRequest): Promise<number> {
  const session = openSession(readSituation(), request.level);
  const target = findUndoTarget(request.subject, session);
  // To be seen beforehand, or told as JSON, what only brings files back is a plan like any other.
  const isPlanned = target?.kind === "plan" || request.isPlan === true || request.isJson;
  if (target === undefined || !isPlanned) {
    return undo(request.subject, [], request.accepted, handrailSpeaks);
  }
  return finishPlanned(
    "undo",
    await planUndo(target.id, session, request.accepted),
    session,
    request,
  );
}
