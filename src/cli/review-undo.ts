import type { UndoChoice } from "../apply/undo-plan.ts";
import type { Review } from "../domain/review.ts";
import { describeForPrompt } from "../reports/plain.ts";
import { acceptance } from "./acceptance.ts";
import { ask } from "./ask.ts";
import { judgeUndo } from "./judge-undo.ts";
import type { Session } from "./session.ts";
import { openTerminal, printLines, styleOf } from "./terminal.ts";

/**
 * Whether an undo may go on. It meets the guards like a line that would do the same: rights that it
 * opens again, files that the machine needs. What is no more than a caution is told and done, since
 * it was asked for by name.
 */
export function agreesToUndo(
  id: string,
  choice: UndoChoice,
  session: Session,
  accepted: ReadonlySet<string>,
): boolean {
  const judged = judgeUndo(id, choice, session, accepted);
  // What changed since is settled first.
  if (judged === undefined || judged.plan.conflicts.length > 0) return true;
  const { review, isGrave } = judged;
  if (isGrave) return askFor(review, session);
  printLines(2, describeForPrompt(review, styleOf(2)));
  return true;
}

function askFor(review: Review, session: Session): boolean {
  const terminal = review.decision === "refuse" ? undefined : openTerminal();
  if (terminal === undefined) {
    printLines(2, [
      ...describeForPrompt(review, styleOf(2)),
      "    Nothing was undone.",
      ...acceptance(review, session, "").map((line) => `    ${line}`),
    ]);
    return false;
  }
  try {
    terminal.print(describeForPrompt(review, styleOf(2)));
    return ask(review, terminal).kind === "run";
  } finally {
    terminal.close();
  }
}
