import { guardIds } from "../domain/finding.ts";
import { nearNames } from "../domain/near-names.ts";
import { guards } from "../guards/index.ts";
import { describeReview } from "../reports/plain.ts";
import { exitStatus } from "./exit-status.ts";
import { explainGuard } from "./explain.ts";
import type { HandrailRequest } from "./handrail-options.ts";
import { foreseeSubject } from "./read-line.ts";
import { openSession } from "./session.ts";
import { limitsForReview, readSituation } from "./situation.ts";
import { printLines, styleOf } from "./terminal.ts";
import { describeUnknownGuard } from "./unknown-guard.ts";

/** `handrail explain`: a guard by its name, the guards there are, or what a line would do. */
export function explain({ subject, level }: HandrailRequest): number {
  if (subject === undefined) {
    printLines(1, [
      "The guards, each one mistake. handrail explain GUARD says more; so does explain 'LINE'.",
      ...guards.map(({ id, title }) => `  ${id.padEnd(28)} ${title}`),
    ]);
    return exitStatus.done;
  }
  if (guards.some(({ id }) => id === subject)) return explainGuard(subject);
  // A single word with a hyphen that is nearly a guard's name was meant for one.
  if (isNearlyGuard(subject)) {
    printLines(2, [`handrail: ${describeUnknownGuard(subject)}`]);
    return exitStatus.usage;
  }
  return explainLine(subject, level);
}

function isNearlyGuard(word: string): boolean {
  return /^[a-z]+(?:-[a-z]+)+$/.test(word) && nearNames(word, guardIds, 1).length > 0;
}

function explainLine(line: string, level: HandrailRequest["level"]): number {
  const session = openSession({ ...readSituation(), ...limitsForReview }, level);
  const foreseen = foreseeSubject({ kind: "line", line }, session);
  if ("failure" in foreseen) {
    printLines(2, foreseen.failure);
    return exitStatus.usage;
  }
  printLines(1, describeReview(session.review(foreseen), styleOf(1)));
  return exitStatus.done;
}
