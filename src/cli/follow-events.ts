import type { ApplyEvent } from "../domain/apply-event.ts";
import type { QueryResult } from "../screens/app/query.ts";
import { describeError } from "./describe-error.ts";

/** Milliseconds in which events are gathered, so that much output is not drawn line by line. */
const gatheringTime = 80;

/** Hands events on in bunches, as they come; the last bunch holds the last event. */
export async function followEvents(
  events: AsyncIterable<ApplyEvent>,
  receive: (result: QueryResult, isLast: boolean) => void,
): Promise<void> {
  let bunch: ApplyEvent[] = [];
  let timer: NodeJS.Timeout | undefined;
  const hand = (isLast: boolean): void => {
    clearTimeout(timer);
    timer = undefined;
    const gathered = bunch;
    bunch = [];
    receive({ kind: "apply", events: gathered }, isLast);
  };
  try {
    for await (const event of events) {
      bunch.push(event);
      timer ??= setTimeout(() => hand(false), gatheringTime);
    }
    hand(true);
  } catch (error) {
    if (bunch.length > 0) hand(false);
    receive({ kind: "failed", sentence: describeError(error) }, true);
  }
}
