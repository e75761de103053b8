import type { HistoryEntry, StoreRoom } from "../domain/history.ts";
import { readDecisions } from "../journal/decision-log.ts";
import { readRoom } from "../journal/room.ts";
import { describeDecisions } from "../reports/decisions.ts";
import { describeHistory } from "../reports/history.ts";
import { describeRoom } from "../reports/room.ts";
import { exitStatus } from "./exit-status.ts";
import { listHistory } from "./list-history.ts";
import { openSession } from "./session.ts";
import { readSituation } from "./situation.ts";
import { printLines, styleOf } from "./terminal.ts";

const shownEntries = 30;

/** `guard --history`: what was run under guard's eyes, newest first. */
export function printHistory(isJson: boolean): number {
  const session = openSession(readSituation());
  const entries = listHistory(session, shownEntries);
  const room = readRoom(session.journal);
  const lines = () => [
    ...describeHistory(entries, styleOf(1)),
    ...describeRoom(room, session.configuration.kept),
  ];
  printLines(1, isJson ? [toJson(entries, room)] : lines());
  return exitStatus.done;
}

function toJson(entries: readonly HistoryEntry[], room: StoreRoom): string {
  return JSON.stringify({ schema: "handrail/history@1", entries, room });
}

/** `handrail history --decisions`: what was asked and answered, newest first. */
export function printDecisions(isJson: boolean): number {
  const { directories } = openSession(readSituation());
  const decisions = readDecisions(
    directories.state,
    isJson ? Number.POSITIVE_INFINITY : shownEntries,
  );
  const json = JSON.stringify({ schema: "handrail/decisions@1", decisions });
  printLines(1, isJson ? [json] : describeDecisions(decisions, styleOf(1)));
  return exitStatus.done;
}
