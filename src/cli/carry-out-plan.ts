import type { ApplyEvent } from "../domain/apply-event.ts";
import { isConsent } from "../domain/consent.ts";
import type { DecisionAnswer } from "../domain/decision-record.ts";
import type { PlanReview } from "../domain/task-plan.ts";
import { ApplyTeller } from "../reports/apply-text.ts";
import { describePlan } from "../reports/plan-text.ts";
import { describeRootReason } from "../reports/root-reason.ts";
import { acceptance } from "./acceptance.ts";
import { afterFailure } from "./after-failure.ts";
import { startApply } from "./apply-plan.ts";
import { exitStatus } from "./exit-status.ts";
import { recordDecision } from "./record-decision.ts";
import type { Session } from "./session.ts";
import { openTerminal, printLines, styleOf, type Terminal } from "./terminal.ts";

/** How a plan is asked about and told of in text. */
export interface TextOptions {
  readonly session: Session;
  readonly accepted: ReadonlySet<string>;
  /** Events as JSON, one a line, in place of words. */
  readonly isJson: boolean;
  /** A person is led through: nothing starts without a yes, and failures are asked about. */
  readonly isLed: boolean;
}

/** Shows a plan, asks what its severity calls for, carries it out, tells how it goes. */
export async function carryOutPlan(planned: PlanReview, options: TextOptions): Promise<number> {
  if (!options.isJson) printLines(1, describePlan(planned, styleOf(1)));
  const refusal = agree(planned, options);
  if (refusal !== undefined) {
    recordDecision(planned.review, refusal.answer, options.session);
    printLines(2, refusal.lines);
    return exitStatus.notConfirmed;
  }
  const { end, events } = await apply(planned, options);
  switch (end?.result) {
    case "done":
      return exitStatus.done;
    case "locked":
      return exitStatus.lockHeld;
    case "differs":
      return isWorthAsking(planned, end.review, options)
        ? carryOutPlan(end.review, options)
        : exitStatus.notConfirmed;
    case "stopped":
      return events.some(({ kind }) => kind === "step-started")
        ? exitStatus.stepFailed
        : exitStatus.notConfirmed;
    default:
      return afterFailure(planned, events, options);
  }
}

/**
 * Root may see what the caller cannot. A person agrees anew; where nobody had to agree before, and
 * nobody has to now, the helper's own view is as good. It cannot differ from itself for long.
 */
function isWorthAsking(
  planned: PlanReview,
  now: PlanReview | undefined,
  { isLed }: TextOptions,
): now is PlanReview {
  if (now === undefined) return false;
  return isLed || (planned.review.decision === "allow" && now.review.decision === "allow");
}

interface Refusal {
  readonly answer: DecisionAnswer;
  readonly lines: readonly string[];
}

/** Undefined for a yes, else why nothing is done. */
function agree(
  { review }: PlanReview,
  { session, isLed, isJson }: TextOptions,
): Refusal | undefined {
  if (review.decision === "refuse") {
    const lines = [
      `handrail: at level ${session.level} this is never done. Nothing was done.`,
      ...acceptance(review, session, "").map((line) => `handrail: ${line}`),
    ];
    return { answer: "refused", lines };
  }
  if (review.decision === "allow" && !isLed) return undefined;
  // Whoever reads JSON was not shown what there is to agree to.
  const terminal = isJson ? undefined : openTerminal();
  if (terminal === undefined) {
    if (review.decision === "allow") return undefined;
    const lines = [
      `handrail: ${isJson ? "with --json nobody is asked" : "there is no terminal to ask on"}. Nothing was done.`,
      ...acceptance(review, session, "").map((line) => `handrail: ${line}`),
    ];
    return { answer: "nobody-to-ask", lines };
  }
  try {
    if (ask(review, terminal)) return undefined;
    return { answer: "declined", lines: ["handrail: nothing was done"] };
  } finally {
    terminal.close();
  }
}

function ask(review: PlanReview["review"], terminal: Terminal): boolean {
  if (review.confirm !== "type") {
    return isConsent(terminal.ask("Carry it out? [y/N] ") ?? "", { ...review, confirm: "yes" });
  }
  const answer = terminal.ask(`To go on, type what would be lost:  ${review.confirmWords}\n> `);
  return isConsent(answer ?? "", review);
}

function isFailure(event: ApplyEvent): boolean {
  return event.kind === "ended" && event.result !== "done";
}

interface Applied {
  readonly end: (ApplyEvent & { readonly kind: "ended" }) | undefined;
  readonly events: readonly ApplyEvent[];
}

async function apply(planned: PlanReview, options: TextOptions): Promise<Applied> {
  const { session, accepted, isJson } = options;
  const { events, stop } = startApply(planned, {
    session,
    accepted,
    reason: describeRootReason(planned.plan),
    lendTerminal: (use) => use(),
  });
  // The run would go on without us: Ctrl-C means to stop it.
  const onInterrupt = (): void => {
    printLines(2, ["handrail: it stops before the next step"]);
    stop();
  };
  process.on("SIGINT", onInterrupt);
  const teller = new ApplyTeller();
  const seen: ApplyEvent[] = [];
  try {
    for await (const event of events) {
      seen.push(event);
      if (isJson) printLines(1, [JSON.stringify(event)]);
      else printLines(isFailure(event) ? 2 : 1, teller.tell(event));
    }
  } finally {
    process.off("SIGINT", onInterrupt);
  }
  return { end: seen.find((event) => event.kind === "ended"), events: seen };
}
