import { type DecisionAnswer, isWorthRecording, recordOf } from "../domain/decision-record.ts";
import type { Review } from "../domain/review.ts";
import { type WrittenDecision, writeDecision } from "../journal/decision-log.ts";
import type { Session } from "./session.ts";

/** Keeps what was asked and answered in the person's own log; undefined where nothing was to decide. */
export function recordDecision(
  review: Review,
  answer: DecisionAnswer,
  { directories, engine }: Session,
  accepted?: ReadonlySet<string>,
): WrittenDecision | undefined {
  if (!isWorthRecording(review)) return undefined;
  const { identity, loginName } = engine.machine.facts.caller;
  const time = new Date().toISOString();
  const record = recordOf(review, answer, {
    time,
    loginUser: loginName,
    ...(accepted === undefined ? {} : { accepted }),
  });
  return writeDecision(directories.state, identity.uid, record);
}
