import type { EffectKind, Unknown } from "./effect.ts";
import type { CheckedAlternative, Finding, Level } from "./finding.ts";
import type { Change } from "./plan.ts";
import type { Path } from "./world.ts";

export type Decision = "allow" | "ask" | "refuse";
/** What a person has to do to go on. */
export type Confirmation = "none" | "yes" | "type";
export type UndoGrade = "full" | "part" | "none";

/** Whether, and how far, what a line does can be brought back. */
export interface UndoAssessment {
  readonly grade: UndoGrade;
  /** Why it is not full, as a sentence without a full stop; absent when it is. */
  readonly reason?: string;
  /** A large copy that has to be made first, and so is asked about: its bytes, and the free ones. */
  readonly copy?: { readonly bytes: number; readonly free: number };
  /** What else is to be known of it, a sentence without a full stop. */
  readonly note?: string;
}

/** Effects of one kind that one operand brings about, summed up. */
export interface EffectSummary {
  readonly kind: EffectKind;
  /** The path, or the top of the tree, concerned; absent for effects on no path. */
  readonly path?: Path;
  readonly recursive?: boolean;
  /** How many inodes; absent for one. */
  readonly count?: number;
  /** The count goes on: not everything was walked. */
  readonly atLeast?: boolean;
  /** Bytes concerned, for deletes and writes. */
  readonly size?: number;
  readonly program?: string;
  readonly detail?: string;
}

/** What a line would do, judged. The screens, the text report and the JSON are drawn from it. */
export interface Review {
  readonly line: string;
  readonly argv: readonly string[] | null;
  readonly directory: Path;
  readonly user: string;
  readonly level: Level;
  readonly decision: Decision;
  readonly confirm: Confirmation;
  readonly confirmWords: string;
  readonly undo: UndoAssessment;
  readonly findings: readonly Finding[];
  readonly effects: readonly EffectSummary[];
  readonly unknown: readonly Unknown[];
  /** Not everything was walked: all counts are at least these, and more may be met. */
  readonly atLeast?: boolean;
  /** Only where every path was asked for. */
  readonly changes?: readonly Change[];
}

/** The lines offered in place of the reviewed one, each once, in the order of the findings. */
export function alternativesOf(review: Review): readonly CheckedAlternative[] {
  const seen = new Set<string>();
  return review.findings
    .flatMap((finding) => finding.instead)
    .filter(({ line }) => !seen.has(line) && seen.add(line) !== undefined);
}
