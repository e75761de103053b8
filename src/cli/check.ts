import type { Foreseen } from "../domain/plan.ts";
import type { Review } from "../domain/review.ts";
import { reviewToJson } from "../reports/json.ts";
import { writeJsonWithChanges } from "../reports/json-with-changes.ts";
import { describeReview } from "../reports/plain.ts";
import { checkStatus, exitStatus } from "./exit-status.ts";
import type { GuardRequest } from "./guard-options.ts";
import { foreseeSubject, readSubject } from "./read-line.ts";
import { openSession } from "./session.ts";
import { limitsForPaths, limitsForReview, readSituation } from "./situation.ts";
import { tellProblems } from "./tell-problems.ts";
import { openWriter, printLines, styleOf } from "./terminal.ts";

/** `guard --check`: explains, runs nothing; the status tells the decision. */
export function check(request: GuardRequest): number {
  const subject = readSubject(request);
  const limits = request.hasPaths ? limitsForPaths : limitsForReview;
  const session = openSession({ ...readSituation(), ...limits }, request.level);
  tellProblems(session);
  const foreseen = foreseeSubject(subject, session);
  if ("failure" in foreseen) {
    printLines(2, foreseen.failure);
    return exitStatus.usage;
  }
  const review = session.review(foreseen, { accepted: request.accepted });
  report(review, foreseen, request);
  return checkStatus[review.decision];
}

function report(review: Review, foreseen: Foreseen, { isJson, hasPaths }: GuardRequest): void {
  if (!isJson) printLines(1, describeReview(review, styleOf(1)));
  else if (!hasPaths) printLines(1, [reviewToJson(review)]);
  else {
    const write = openWriter(1);
    writeJsonWithChanges(review, (sink) => foreseen.tellChanges?.(sink), write);
  }
}
