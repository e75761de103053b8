import type { Change } from "../../src/domain/plan.ts";
import type { DriverAnswer } from "./driver-messages.ts";
import type { SuiteLine } from "./lines.ts";

/**
 * exact: every path right and nothing called unknown (or, for a line nobody can foresee, called so).
 * admitted: wrong or cloaked, and it says `unknown`. silent: wrong without a word.
 */
export type Grade = "exact" | "admitted" | "silent" | "crash";

export interface Score {
  readonly case: SuiteLine;
  readonly grade: Grade;
  readonly detail: string;
  /** What undo left different although it had promised all; empty when it kept its promise. */
  readonly undoFault: string;
}

export function scoreLine(
  suiteLine: SuiteLine,
  foreseen: DriverAnswer,
  real: readonly Change[],
): Omit<Score, "undoFault"> {
  const difference = describeDifference(foreseen.changes, real);
  const reasons = foreseen.unknown.map(({ reason }) => reason).join("; ");
  if (foreseen.crash !== undefined)
    return { case: suiteLine, grade: "crash", detail: foreseen.crash };
  const isAdmitted = foreseen.unknown.length > 0;
  if (suiteLine.isUnknowable) {
    return { case: suiteLine, grade: isAdmitted ? "exact" : "silent", detail: difference };
  }
  if (isAdmitted)
    return { case: suiteLine, grade: "admitted", detail: `${reasons}\n${difference}` };
  return { case: suiteLine, grade: difference === "" ? "exact" : "silent", detail: difference };
}

/** Lines with + for foretold and not so, - for so and not foretold; empty when both are equal. */
function describeDifference(foretold: readonly Change[], real: readonly Change[]): string {
  const key = ({ path, change }: Change): string => `${change} ${JSON.stringify(path)}`;
  const first = new Set(foretold.map(key));
  const second = new Set(real.map(key));
  return [
    ...[...first].filter((entry) => !second.has(entry)).map((entry) => `    + ${entry}`),
    ...[...second].filter((entry) => !first.has(entry)).map((entry) => `    - ${entry}`),
  ].join("\n");
}
