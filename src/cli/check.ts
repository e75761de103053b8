import type { Review } from "../domain/review.ts";
import { reviewToJson } from "../reports/json.ts";
import { describeReview } from "../reports/plain.ts";
import { checkStatus, exitStatus } from "./exit-status.ts";
import type { GuardRequest } from "./guard-options.ts";
import { foreseeSubject, readSubject } from "./read-line.ts";
import { openSession } from "./session.ts";
import { entriesForReview, readSituation } from "./situation.ts";
import { tellProblems } from "./tell-problems.ts";
import { printLines, styleOf } from "./terminal.ts";

/** `guard --check`: explains, runs nothing; the status tells the decision. */
export function check(request: GuardRequest): number {
  const subject = readSubject(request);
  const limit = request.hasPaths ? {} : { maximumEntries: entriesForReview };
  const session = openSession({ ...readSituation(), ...limit }, request.level);
  tellProblems(session);
  const foreseen = foreseeSubject(subject, session);
  if ("failure" in foreseen) {
    printLines(2, foreseen.failure);
    return exitStatus.usage;
  }
  const review = session.review(foreseen, { accepted: request.accepted });
  const shown = request.hasPaths ? { ...review, changes: foreseen.changes() } : review;
  printLines(1, request.isJson ? [reviewToJson(shown)] : describeForCheck(shown));
  return checkStatus[review.decision];
}

function describeForCheck(review: Review): readonly string[] {
  return describeReview(review, styleOf(1));
}
