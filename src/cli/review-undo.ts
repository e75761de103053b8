import { previewUndo } from "../apply/run-undo.ts";
import { effectsOfUndo } from "../apply/undo-effects.ts";
import type { UndoChoice, UndoPlan } from "../apply/undo-plan.ts";
import { plainArgument } from "../domain/argument.ts";
import type { GuardId } from "../domain/finding.ts";
import { isAtLeast } from "../domain/finding.ts";
import type { Foreseen } from "../domain/plan.ts";
import type { Review } from "../domain/review.ts";
import { describeForPrompt } from "../reports/plain.ts";
import { acceptance } from "./acceptance.ts";
import { ask } from "./ask.ts";
import type { Session } from "./session.ts";
import { openTerminal, printLines, styleOf } from "./terminal.ts";

/** They tell of what would be lost; of what an undo takes away nothing is, since it is kept. */
const aboutLoss: ReadonlySet<string> = new Set<GuardId>([
  "deletes-own-files",
  "overwrites-files",
  "loses-uncommitted-work",
  "surprising-expansion",
  "cannot-foresee",
]);

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
  const plan = previewUndo(id, session.journal, choice);
  if (plan === undefined || plan.conflicts.length > 0) return true;
  const foreseen = foreseenOf(id, plan, session);
  const review = session.review(foreseen, { accepted: new Set([...aboutLoss, ...accepted]) });
  const findings = review.findings.filter(({ guard }) => !aboutLoss.has(guard));
  const told = { ...review, findings };
  if (
    review.decision !== "refuse" &&
    !findings.some(({ severity }) => isAtLeast(severity, "danger"))
  ) {
    printLines(2, describeForPrompt(told, styleOf(2)));
    return true;
  }
  return review.decision === "allow" || askFor(told, session);
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

/** The undo as if it were a line that does the same. */
function foreseenOf(id: string, plan: UndoPlan, { journal, situation }: Session): Foreseen {
  const argv = ["guard", "--undo", id];
  const cause = {
    program: "guard",
    command: argv.map((word) => plainArgument(word)),
    span: [0, 0],
    identity: journal.identity,
    directory: situation.directory,
    wrappers: [],
  } as const;
  return {
    line: argv.join(" "),
    argv,
    directory: situation.directory,
    effects: effectsOfUndo(plan, cause),
    unknown: [],
    steps: [],
    isPartlyCounted: false,
    status: 0,
    changes: () => plan.changes,
  };
}
