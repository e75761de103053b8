import type { ApplyEvent } from "../domain/apply-event.ts";
import type { Answers, PlanReview, TaskPlan, TaskProblem } from "../domain/task-plan.ts";
import { showName } from "../domain/text.ts";
import { describeFailingStep } from "../plan/foresee-plan.ts";
import { needsRoot } from "../plan/review-plan.ts";
import type { HelperRequest } from "./helper/request.ts";
import { ownPlaceRemark } from "./own-place.ts";
import { makePlanEngine } from "./plan-engine.ts";
import { recordDecision } from "./record-decision.ts";
import { attachRun } from "./runs.ts";
import type { Session } from "./session.ts";
import { startHelper } from "./start-helper.ts";
import { tasks } from "./task-index.ts";

/** How a reviewed plan is to be carried out. */
export interface ApplyOptions {
  readonly session: Session;
  /** Why root is needed, shown above sudo's question. */
  readonly reason: string;
  /** Guards whose findings were accepted by `--yes`. */
  readonly accepted?: ReadonlySet<string>;
  /** Lends the terminal while sudo asks; not called where nothing is asked. */
  lendTerminal(use: () => Promise<void>): Promise<void>;
}

/** A plan being carried out. Whoever stops listening does not stop it. */
export interface Applying {
  /** Ends after the event `ended`. */
  readonly events: AsyncIterable<ApplyEvent>;
  /** Asks it to stop before the next step; one that waits for a lock stops at once. */
  stop(): void;
}

/** A task's plan, foreseen and judged; nothing is changed. A problem has a `kind`, a review none. */
export async function planTask(
  id: string,
  answers: Answers,
  session: Session,
  accepted?: ReadonlySet<string>,
): Promise<PlanReview | TaskProblem> {
  const load = Object.hasOwn(tasks, id) ? tasks[id] : undefined;
  if (load === undefined) {
    return { kind: "cannot", sentence: `There is no task ${showName(id)}.` };
  }
  const plan = await (await load()).plan(answers, session);
  return "kind" in plan ? plan : judgePlan(plan, session, accepted);
}

/** A plan foreseen and judged; a problem where a step of it would fail as things are. */
export function judgePlan(
  plan: TaskPlan,
  session: Session,
  accepted?: ReadonlySet<string>,
): PlanReview | TaskProblem {
  const remark = needsRoot(plan) ? ownPlaceRemark() : undefined;
  const told = remark === undefined ? plan : { ...plan, remarks: [...plan.remarks, remark] };
  const engine = makePlanEngine(told, session);
  const foreseen = engine.foresee(told);
  // What root could see may not be seen here: then root's helper has the word.
  const isBlind = session.engine.machine.facts.caller.identity.uid !== 0 && needsRoot(told);
  const isAllKnown = !isBlind || foreseen.foreseen.unknown.length === 0;
  const sentence = isAllKnown ? describeFailingStep(foreseen) : undefined;
  return sentence === undefined ? engine.review(foreseen, accepted) : { kind: "cannot", sentence };
}

/** Carries out what a person agreed to. It goes on when this process or its terminal ends. */
export function startApply(review: PlanReview, options: ApplyOptions): Applying {
  let stop = (): void => undefined;
  const events = follow(review, options, (act) => {
    stop = act;
  });
  return { events, stop: () => stop() };
}

async function* follow(
  review: PlanReview,
  { session, accepted = new Set(), ...options }: ApplyOptions,
  onStop: (act: () => void) => void,
): AsyncGenerator<ApplyEvent> {
  const { plan } = review;
  const request: HelperRequest = {
    schema: "handrail/apply@1",
    plan,
    agreed: review,
    level: session.level,
    accepted: [...accepted],
  };
  const isRaised = needsRoot(plan) && session.engine.machine.facts.caller.identity.uid !== 0;
  const helper = await startHelper(request, { ...options, needsRoot: isRaised });
  if (helper.kind === "refused") {
    const time = new Date().toISOString();
    yield { kind: "ended", result: "stopped", sentence: helper.sentence, time };
    return;
  }
  const answer = review.review.decision === "ask" ? "agreed" : "passed";
  recordDecision(review.review, answer, session, accepted);
  onStop(helper.stop);
  try {
    yield* attachRun(helper.id, session);
  } finally {
    helper.close();
  }
}
