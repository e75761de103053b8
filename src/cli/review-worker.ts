import { parentPort, workerData } from "node:worker_threads";
import { levels } from "../domain/finding.ts";
import type { LineOutcome } from "../domain/line-outcome.ts";
import { entriesForScreens, type ReviewReply, type ReviewRequest } from "./review-messages.ts";
import { openSession, type Session } from "./session.ts";
import { readSituation } from "./situation.ts";

/** Entries walked for the first answer, which must not keep anybody waiting. */
const entriesForFirst = 2_000;

const level = levels.find((known) => known === workerData);

let sessions: { readonly first: Session; readonly whole: Session } | undefined;

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
    sessions ??= { first: open(entriesForFirst), whole: open(entriesForScreens) };
    const first = look(line, sessions.first);
    post(first);
    if (first.kind === "review" && first.isPartial) {
      const whole = look(line, sessions.whole);
      post(whole.kind === "review" ? { ...whole, isPartial: false } : whole);
    }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    post({ kind: "failure", sentence: `This line could not be foreseen: ${detail}` });
  }
}

function open(maximumEntries: number): Session {
  return openSession({ ...readSituation(), maximumEntries }, level);
}

function look(line: string, session: Session): LineOutcome {
  const result = session.engine.foresee(line);
  if (result.kind === "syntax") return { kind: "failure", sentence: result.sentence };
  const { foreseen } = result;
  const review = session.review(foreseen);
  return { kind: "review", review, isPartial: foreseen.isPartlyCounted };
}

parentPort?.on("message", answer);
