import { parentPort, workerData } from "node:worker_threads";
import { levels } from "../domain/finding.ts";
import type { LineOutcome } from "../domain/line-outcome.ts";
import type { Situation } from "../plan/foresee.ts";
import { limitsForScreens, type ReviewReply, type ReviewRequest } from "./review-messages.ts";
import { openSession, type Session } from "./session.ts";
import { limitsForReview, readSituation } from "./situation.ts";

/** One after the other, until a line is walked to its end: the first keeps nobody waiting. */
const stages: readonly Stage[] = [
  limitsForReview,
  { maximumEntries: 10_000, treeLimits: { recorded: 2000, weighed: 8000, counted: 100_000 } },
  limitsForScreens,
];

type Stage = Pick<Situation, "maximumEntries" | "treeLimits">;

const level = levels.find((known) => known === workerData);

const sessions: Session[] = [];

/**
 * Reviews lines away from the thread that draws, so that no key ever waits. The screen ends this
 * worker when a newer line is typed; nothing here changes anything.
 */
function answer({ id, line }: ReviewRequest): void {
  const post = (outcome: LineOutcome): void => {
    const reply: ReviewReply = { id, outcome };
    parentPort?.postMessage(reply);
  };
  try {
    for (let at = 0; at < stages.length; at += 1) {
      const outcome = look(line, open(at));
      const isLast = at === stages.length - 1 || outcome.kind === "failure" || !outcome.isPartial;
      post(isLast && outcome.kind === "review" ? { ...outcome, isPartial: false } : outcome);
      if (isLast) return;
    }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    post({ kind: "failure", sentence: `This line could not be foreseen: ${detail}` });
  }
}

function open(stage: number): Session {
  const session = sessions[stage] ?? openSession({ ...readSituation(), ...stages[stage] }, level);
  sessions[stage] = session;
  return session;
}

function look(line: string, session: Session): LineOutcome {
  const result = session.engine.foresee(line);
  if (result.kind === "syntax") return { kind: "failure", sentence: result.sentence };
  const { foreseen } = result;
  const review = session.review(foreseen);
  return { kind: "review", review, isPartial: foreseen.isPartlyCounted };
}

/** Nobody has typed yet: what every review needs is read and compiled now. Nothing is run. */
function warmUp(): void {
  try {
    look("rm -rf /etc/hostname .", open(0));
  } catch {
    // A line will say what is wrong.
  }
}

parentPort?.on("message", answer);
setImmediate(warmUp);
