import type { RunRecord } from "../apply/read-runs.ts";
import { summarizeRun } from "../apply/read-runs.ts";
import type { EntryState, HistoryEntry } from "../domain/history.ts";
import { noCounts } from "../journal/journal.ts";
import { readHistory } from "../journal/read-journal.ts";
import { undoPartsOf } from "../plan/undo-parts.ts";
import { isRunUndone, readRecent } from "./runs.ts";
import type { Session } from "./session.ts";

/** What was done, by this person and by root for this person, the newest first. */
export function listHistory(session: Session, limit: number): readonly HistoryEntry[] {
  const own = readHistory(session.journal, limit);
  if (session.journal.identity.uid === 0) return own;
  const roots = readRecent(session)
    .filter(({ header, events }) => header.isRoot && hasBegun(events))
    .map((run) => entryOf(run, session));
  return [...own, ...roots]
    .sort((first, second) => (first.id < second.id ? 1 : -1))
    .slice(0, limit);
}

function hasBegun(events: RunRecord["events"]): boolean {
  return events.some(({ kind }) => kind === "step-started");
}

/** Root's journal is root's: what there is to say comes from the run's log. */
function entryOf(run: RunRecord, session: Session): HistoryEntry {
  const { header, events } = run;
  const { id, time, plan } = header;
  const { of } = summarizeRun(run, true);
  const ends = events.filter((event) => event.kind === "step-ended");
  const status = ends.at(-1)?.status;
  const isComplete = undoPartsOf(plan, events).length > 0;
  return {
    id,
    kind: of === undefined ? "run" : "undo",
    ...(of === undefined ? {} : { of }),
    time,
    line: plan.title,
    directory: "/",
    ...(status === undefined ? {} : { status }),
    state: stateOf(run, session),
    undo: isComplete ? "full" : "none",
    counts: noCounts,
    keptBytes: 0,
    plan: { id, title: plan.title, isRoot: true },
  };
}

function stateOf(run: RunRecord, session: Session): EntryState {
  const { state } = summarizeRun(run, true);
  if (state === "running") return "running";
  if (state === "cut-off") return "interrupted";
  return isRunUndone(run.header.id, session) ? "undone" : "done";
}
