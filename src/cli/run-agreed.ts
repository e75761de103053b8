import { type Held, type Ran, runLine } from "../apply/run-line.ts";
import type { Level } from "../domain/finding.ts";
import type { Foreseen } from "../domain/plan.ts";
import type { UndoGrade } from "../domain/review.ts";
import { type ChildEnd, runChild } from "../system/run.ts";
import { foreseeSubject, type Subject } from "./read-line.ts";
import { openSession, type Session } from "./session.ts";

/** What a person said yes to. */
export interface Agreement {
  readonly subject: Subject;
  readonly reviewed: Foreseen;
  readonly promised: UndoGrade;
  /** The large copy that was agreed to, in bytes. */
  readonly copy?: number | undefined;
  readonly keepsUndo: boolean;
  readonly level?: Level;
}

export type AgreedRun = Held | (Ran & { readonly end: ChildEnd });

/**
 * Runs what was agreed to, with a way back. Just before, it is foreseen once more, now to the last
 * path, and nothing runs if it would do anything else.
 */
export function runAgreed(agreement: Agreement, session: Session): AgreedRun {
  const { subject, reviewed, promised, copy, keepsUndo, level } = agreement;
  const { maximumEntries: _, treeLimits: __, ...everything } = session.situation;
  const whole = openSession(everything, level);
  const foresee = (): Foreseen | undefined => {
    const again = foreseeSubject(subject, whole);
    return "failure" in again ? undefined : again;
  };
  let end: ChildEnd | undefined;
  const run = (): number => {
    end = runChild(subject);
    return end.status;
  };
  // Files grow while a person thinks; far more than was agreed to is not copied.
  const journal =
    copy === undefined ? session.journal : { ...session.journal, copyLimit: copy * 1.25 };
  const result = runLine({ reviewed, promised, foresee, keepsUndo }, run, journal);
  return result.kind === "ran" ? { ...result, end: end ?? { status: result.status } } : result;
}
