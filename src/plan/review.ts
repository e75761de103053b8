import type { Facts } from "../domain/facts.ts";
import {
  type Alternative,
  type CheckedAlternative,
  type Explanation,
  type Finding,
  isAtLeast,
  type Level,
  severities,
} from "../domain/finding.ts";
import type { AnyGuard } from "../domain/guard.ts";
import type { Foreseen } from "../domain/plan.ts";
import type { Review, UndoAssessment, UndoGrade } from "../domain/review.ts";
import { quoteWord } from "../domain/text.ts";
import { decide, worstSeverity } from "./decide.ts";
import { summarizeEffects } from "./summarize.ts";

/** What judging needs besides the foreseen line itself. */
export interface Court {
  readonly facts: Facts;
  readonly guards: readonly AnyGuard[];
  readonly level: Level;
  readonly accepted?: ReadonlySet<string>;
  readonly unacceptable?: ReadonlySet<string>;
  /** Foresees another line from the same place; undefined when it is no line at all. */
  foresee(line: string): Foreseen | undefined;
  assessUndo(foreseen: Foreseen): UndoAssessment;
}

/** The foreseen line judged by every guard, with alternatives that were checked in their turn. */
export function review(foreseen: Foreseen, court: Court): Review {
  const undo = court.assessUndo(foreseen);
  const judged = judge(foreseen, undo.grade, court);
  const findings = judged.map((finding) => withChecked(finding, court));
  const { level, facts, accepted, unacceptable } = court;
  const verdict = decide(findings, level, accepted, unacceptable);
  const asked = findings.filter(({ guard }) => accepted?.has(guard) !== true);
  return {
    line: foreseen.line,
    argv: foreseen.argv,
    directory: foreseen.directory,
    user: facts.caller.name,
    level,
    ...verdict,
    confirmWords: asked[0]?.confirmWords ?? "",
    undo,
    findings,
    effects: summarizeEffects(foreseen.effects),
    unknown: foreseen.unknown,
  };
}

type JudgedFinding = Explanation & Pick<Finding, "guard">;

/** Every guard's explanations, the severest first. */
function judge(foreseen: Foreseen, undo: UndoGrade, court: Court): readonly JudgedFinding[] {
  const assessed = { ...foreseen, undo };
  return court.guards
    .flatMap((guard) =>
      guard
        .judge(assessed, court.facts)
        .map((explanation) => ({ ...explanation, guard: guard.id })),
    )
    .sort(
      (first, second) => severities.indexOf(second.severity) - severities.indexOf(first.severity),
    );
}

function withChecked(finding: JudgedFinding, court: Court): Finding {
  const instead = finding.instead
    .map((alternative) => check(alternative, finding, court))
    .filter((alternative) => alternative !== undefined);
  const confirmWords = finding.confirmWords ?? defaultConfirmWords(court);
  return { ...finding, instead, confirmWords };
}

/** Where a guard has no count to name: the machine's own name is what is at stake. */
function defaultConfirmWords(court: Court): string {
  return quoteWord(court.facts.hostName);
}

/** An alternative stays only when it no longer draws the finding, nor anything more severe. */
function check(
  alternative: Alternative,
  finding: JudgedFinding,
  court: Court,
): CheckedAlternative | undefined {
  const foreseen = court.foresee(alternative.line);
  if (foreseen === undefined) return undefined;
  const drawn = judge(foreseen, court.assessUndo(foreseen).grade, court);
  const isRepeated = drawn.some(
    ({ guard, severity }) => guard === finding.guard && severity !== "note",
  );
  const worst = worstSeverity(drawn) ?? "note";
  if (isRepeated || (isAtLeast(worst, finding.severity) && worst !== finding.severity))
    return undefined;
  return { ...alternative, safe: worst === "note" };
}
