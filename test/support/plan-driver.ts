import { readFileSync, rmSync } from "node:fs";
import { judgePlan, startApply } from "../../src/cli/apply-plan.ts";
import { openSession } from "../../src/cli/session.ts";
import { readSituation } from "../../src/cli/situation.ts";
import { readTaskPlan } from "../../src/domain/read-task-plan.ts";
import type { PlanReview } from "../../src/domain/task-plan.ts";

/**
 * Carries out the plan of a file, as a screen would after a yes: the review and then the events, as
 * JSON, one a line. `HANDRAIL_TEST_DOCTOR` pretends that something else was agreed to, and
 * `HANDRAIL_TEST_VANISHING` names a tree that goes after the yes.
 */
const plan = readTaskPlan(JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")));
if (plan === undefined) throw new Error("this is no plan");
const session = openSession(readSituation());
const review = judgePlan(plan, session);
process.stdout.write(`${JSON.stringify(review)}\n`);
const vanishing = process.env.HANDRAIL_TEST_VANISHING;
if (vanishing !== undefined) rmSync(vanishing, { recursive: true });
if (!("kind" in review)) {
  const { events } = startApply(doctored(review), {
    session,
    reason: "because of a test",
    lendTerminal: (use) => use(),
  });
  for await (const event of events) process.stdout.write(`${JSON.stringify(event)}\n`);
}

function doctored(review: PlanReview): PlanReview {
  const words = process.env.HANDRAIL_TEST_DOCTOR;
  if (words === undefined) return review;
  return { ...review, review: { ...review.review, findings: [], confirmWords: words } };
}
