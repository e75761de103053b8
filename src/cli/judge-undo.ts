import { previewUndo } from "../apply/run-undo.ts";
import { effectsOfUndo } from "../apply/undo-effects.ts";
import type { UndoChoice, UndoPlan } from "../apply/undo-plan.ts";
import { plainArgument } from "../domain/argument.ts";
import { type GuardId, isAtLeast } from "../domain/finding.ts";
import type { Foreseen } from "../domain/plan.ts";
import type { Review } from "../domain/review.ts";
import type { Session } from "./session.ts";

/** They tell of what would be lost; of what an undo takes away nothing is, since it is kept. */
const aboutLoss: ReadonlySet<string> = new Set<GuardId>([
  "deletes-own-files",
  "overwrites-files",
  "loses-uncommitted-work",
  "surprising-expansion",
  "cannot-foresee",
]);

/** An undo as it would go now, and what guards say of it. */
export interface JudgedUndo {
  readonly plan: UndoPlan;
  readonly review: Review;
  /** Whether it has to be asked about: what is no more than a caution was asked for by name. */
  readonly isGrave: boolean;
}

/** Judges an undo like a line that would do the same; undefined where nothing can be undone. */
export function judgeUndo(
  id: string,
  choice: UndoChoice,
  session: Session,
  accepted: ReadonlySet<string> = new Set(),
): JudgedUndo | undefined {
  const plan = previewUndo(id, session.journal, choice);
  if (plan === undefined) return undefined;
  const foreseen = foreseenOf(id, plan, session);
  const review = session.review(foreseen, {
    accepted: new Set([...aboutLoss, ...accepted]),
    asksForCopies: false,
  });
  const findings = review.findings.filter(({ guard }) => !aboutLoss.has(guard));
  const isDangerous = findings.some(({ severity }) => isAtLeast(severity, "danger"));
  const isGrave = review.decision !== "allow" && (review.decision === "refuse" || isDangerous);
  return { plan, review: { ...review, findings }, isGrave };
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
