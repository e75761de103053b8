import type { Facts } from "../domain/facts.ts";
import {
  type Alternative,
  type CheckedAlternative,
  type Finding,
  isAtLeast,
  type Level,
} from "../domain/finding.ts";
import { type AnyGuard, type Concern, concernsIn } from "../domain/guard.ts";
import type { Foreseen } from "../domain/plan.ts";
import type { GuardPolicy } from "../domain/policy.ts";
import type { Review, UndoAssessment } from "../domain/review.ts";
import { quoteWord } from "../domain/text.ts";
import { decide, isCounted, worstSeverity } from "./decide.ts";
import { type JudgedFinding, judge } from "./judge.ts";
import { summarizeEffects } from "./summarize.ts";

/** What judging needs besides the foreseen line itself. */
export interface Court {
  readonly facts: Facts;
  /** The guards that may find something in a line that has these. */
  guardsFor(concerns: ReadonlySet<Concern>): readonly AnyGuard[];
  readonly level: Level;
  readonly accepted?: ReadonlySet<string>;
  /** What the settings say of guards and places. */
  readonly policy?: GuardPolicy;
  /** Foresees another line from the same place; undefined when it is no line at all. */
  foresee(line: string): Foreseen | undefined;
  assessUndo(foreseen: Foreseen): UndoAssessment;
}

/** The foreseen line judged by every guard, with alternatives that were checked in their turn. */
export function review(foreseen: Foreseen, court: Court): Review {
  const undo = court.assessUndo(foreseen);
  const { level, facts, accepted, policy } = court;
  const judged = judge({ ...foreseen, undo: undo.grade }, guardsOf(foreseen, court), facts, policy);
  const findings = judged.map((finding) => withChecked(finding, court));
  const judgement = decide(findings, level, accepted, policy?.unacceptable);
  // A large copy takes time and room, whatever is lost or not.
  const isCopyAsked = undo.copy !== undefined && judgement.decision === "allow";
  const verdict = isCopyAsked ? ({ decision: "ask", confirm: "yes" } as const) : judgement;
  const asked = findings.filter((one) => isCounted(one, accepted, policy?.unacceptable));
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
    effects: summarizeEffects(foreseen.effects, foreseen.cutShort),
    ...(isCutShort(foreseen) ? { atLeast: true } : {}),
    unknown: foreseen.unknown,
  };
}

function guardsOf(foreseen: Foreseen, court: Court): readonly AnyGuard[] {
  return court.guardsFor(concernsIn(foreseen));
}

/** Whether anything was left out, rather than counted without a look at each. */
function isCutShort({ cutShort, effects }: Foreseen): boolean {
  if (cutShort !== undefined && cutShort.size > 0) return true;
  return effects.some((effect) => effect.kind === "delete" && effect.isPartlyCounted === true);
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
  const assessed = { ...foreseen, undo: court.assessUndo(foreseen).grade };
  const drawn = judge(assessed, guardsOf(foreseen, court), court.facts);
  const isRepeated = drawn.some(
    ({ guard, severity }) => guard === finding.guard && severity !== "note",
  );
  const worst = worstSeverity(drawn) ?? "note";
  if (isRepeated || (isAtLeast(worst, finding.severity) && worst !== finding.severity))
    return undefined;
  return { ...alternative, safe: worst === "note" };
}
