import { parentPort, workerData } from "node:worker_threads";
import { levels } from "../domain/finding.ts";
import type { LineOutcome } from "../domain/line-outcome.ts";
import { entriesForScreens, type ReviewReply, type ReviewRequest } from "./review-messages.ts";
import { openSession, type Session } from "./session.ts";
import { readSituation } from "./situation.ts";

/** Entries walked for the first answer, which must not keep anybody waiting. */
const entriesForFirst = 2_000;

const level = levels.find((known) => known === workerData);

let first: Session | undefined;
let whole: Session | undefined;

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
    first ??= open(entriesForFirst);
    const soon = look(line, first);
    post(soon);
    if (soon.kind === "failure" || !soon.isPartial) return;
    whole ??= open(entriesForScreens);
    const all = look(line, whole);
    post(all.kind === "review" ? { ...all, isPartial: false } : all);
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

/** Nobody has typed yet: what every review needs is read and compiled now. Nothing is run. */
function warmUp(): void {
  try {
    first ??= open(entriesForFirst);
    look("rm -rf /etc/hostname .", first);
  } catch {
    // A line will say what is wrong.
  }
}

parentPort?.on("message", answer);
setImmediate(warmUp);
