import type { Held } from "../apply/run-line.ts";
import type { DecisionAnswer } from "../domain/decision-record.ts";
import type { Foreseen } from "../domain/plan.ts";
import type { Review } from "../domain/review.ts";
import { describeForPrompt } from "../reports/plain.ts";
import { acceptance } from "./acceptance.ts";
import { ask } from "./ask.ts";
import { exitStatus } from "./exit-status.ts";
import type { GuardRequest } from "./guard-options.ts";
import { foreseeSubject, readSubject, type Subject } from "./read-line.ts";
import { recordDecision } from "./record-decision.ts";
import { type AgreedRun, runAgreed } from "./run-agreed.ts";
import { openSession, type Session } from "./session.ts";
import { limitsForReview, readSituation } from "./situation.ts";
import { tellProblems } from "./tell-problems.ts";
import { openTerminal, printLines, styleOf, type Terminal } from "./terminal.ts";

/** What came of one look at a subject. */
type Step =
  | { readonly kind: "end"; readonly status: number }
  /** Another line was chosen, or things changed meanwhile: look anew. */
  | { readonly kind: "again"; readonly subject: Subject };

/** `guard COMMAND`: reviewed, agreed to, run with a way back. */
export function guarded(request: GuardRequest): number {
  let subject = readSubject(request);
  for (;;) {
    const step = lookAndRun(subject, request);
    if (step.kind === "end") return step.status;
    subject = step.subject;
  }
}

function lookAndRun(subject: Subject, request: GuardRequest): Step {
  const situation = readSituation();
  const session = openSession({ ...situation, ...limitsForReview }, request.level);
  tellProblems(session);
  const foreseen = foreseeSubject(subject, session);
  if ("failure" in foreseen) {
    printLines(2, foreseen.failure);
    return { kind: "end", status: exitStatus.usage };
  }
  const { accepted, keepsUndo } = request;
  const review = session.review(foreseen, { accepted, keepsUndo });
  if (review.decision === "allow") {
    printLines(2, describeForPrompt(review, styleOf(2)));
    return run(subject, foreseen, review, request, session, "passed");
  }
  if (review.decision === "refuse") return refuse(review, session);
  return askAndRun(subject, foreseen, review, request, session);
}

function askAndRun(
  subject: Subject,
  foreseen: Foreseen,
  review: Review,
  request: GuardRequest,
  session: Session,
): Step {
  const terminal = openTerminal();
  if (terminal === undefined) return refuseUnasked(review, session);
  try {
    return answered(terminal, subject, foreseen, review, request, session);
  } finally {
    terminal.close();
  }
}

function answered(
  terminal: Terminal,
  subject: Subject,
  foreseen: Foreseen,
  review: Review,
  request: GuardRequest,
  session: Session,
): Step {
  terminal.print(describeForPrompt(review, styleOf(2)));
  const answer = ask(review, terminal);
  switch (answer.kind) {
    case "stop":
      recordDecision(review, "declined", session);
      terminal.print(["    Nothing was run."]);
      return { kind: "end", status: exitStatus.notConfirmed };
    case "alternative":
      recordDecision(review, "other-line", session);
      return { kind: "again", subject: { kind: "line", line: answer.line } };
    case "run":
      return run(subject, foreseen, review, request, session, "agreed");
  }
}

function refuse(review: Review, session: Session): Step {
  recordDecision(review, "refused", session);
  printLines(2, describeForPrompt(review, styleOf(2)));
  printLines(2, describeRefusal(review, session));
  return { kind: "end", status: exitStatus.notConfirmed };
}

function describeRefusal(review: Review, session: Session): readonly string[] {
  const isRuled = review.findings.some(({ ruling }) => ruling?.kind === "refuse");
  const why = isRuled
    ? "the settings never let this run"
    : `at level ${session.level} this is never run`;
  return [
    `    Refused: ${why}. Nothing was run.`,
    ...acceptance(review, session).map((line) => `    ${line}`),
  ];
}

function refuseUnasked(review: Review, session: Session): Step {
  recordDecision(review, "nobody-to-ask", session);
  printLines(2, describeForPrompt(review, styleOf(2)));
  printLines(2, [
    "    Nothing was run: there is no terminal to ask on.",
    ...acceptance(review, session).map((line) => `    ${line}`),
  ]);
  return { kind: "end", status: exitStatus.notConfirmed };
}

function run(
  subject: Subject,
  reviewed: Foreseen,
  review: Review,
  request: GuardRequest,
  session: Session,
  answer: DecisionAnswer,
): Step {
  const { keepsUndo, accepted } = request;
  const written = recordDecision(review, answer, session, accepted);
  const agreement = {
    subject,
    reviewed,
    promised: review.undo.grade,
    copy: review.undo.copy?.bytes,
    keepsUndo,
  };
  const result = runAgreed(agreement, session);
  if (result.kind === "ran") written?.complete(result.status);
  return result.kind === "ran" ? { kind: "end", status: finish(result) } : notRun(result, subject);
}

function finish({ status, trouble, end }: AgreedRun & { readonly kind: "ran" }): number {
  for (const problem of [trouble, end.message]) {
    if (problem !== undefined) printLines(2, [`guard: ${problem}`]);
  }
  // The shell above is to see how the command ended: by the same signal.
  if (end.signal !== undefined) process.kill(process.pid, end.signal);
  return status;
}

function notRun(held: Held, subject: Subject): Step {
  switch (held.kind) {
    case "differs":
      printLines(2, ["guard: something changed meanwhile; looking again"]);
      return { kind: "again", subject };
    case "less-undo":
      printLines(2, [
        `guard: nothing was run: undo would be less than was said: ${held.undo.reason ?? "not all can be kept"}`,
        "guard: --no-undo runs it without a way back",
      ]);
      return { kind: "end", status: exitStatus.notConfirmed };
    case "cannot-keep":
      printLines(2, [
        `guard: nothing was run: ${held.sentence}`,
        "guard: --no-undo runs it without a way back",
      ]);
      return { kind: "end", status: exitStatus.notConfirmed };
  }
}
