import type { Entry } from "../journal/entry.ts";
import { findLast, listIds, readEntry } from "../journal/read-journal.ts";
import { listHistory } from "./list-history.ts";
import type { Session } from "./session.ts";

/** What `undo` is about: files that the own journal keeps, or a plan that needs one of its own. */
export interface UndoTarget {
  readonly kind: "files" | "plan";
  readonly id: string;
}

/** The entry named, else the last thing done that stands. */
export function findUndoTarget(
  subject: string | undefined,
  session: Session,
): UndoTarget | undefined {
  const id = subject ?? findNewest(session);
  if (id === undefined) return undefined;
  const entry = readEntry(id, session.journal);
  const isPlan = entry === undefined ? isRoots(id, session) : needsPlan(entry, session);
  return { kind: isPlan ? "plan" : "files", id };
}

/** Other actions take it back, or it is one of several entries that belong together. */
function needsPlan({ id, plan }: Entry, { journal }: Session): boolean {
  if (plan === undefined) return false;
  if (plan.inverse !== undefined) return true;
  return listIds(journal).some(
    (other) => other !== id && other >= plan.id && readEntry(other, journal)?.plan?.id === plan.id,
  );
}

/** Names sort by time, root's among the own ones. */
function findNewest(session: Session): string | undefined {
  const roots = listHistory(session, 50).find(
    ({ plan, kind, state, undo }) =>
      plan?.isRoot === true && kind === "run" && state !== "undone" && undo !== "none",
  );
  const own = findLast(session.journal);
  if (roots === undefined || own === undefined) return own ?? roots?.id;
  return [roots.id, own].sort().at(-1);
}

function isRoots(id: string, session: Session): boolean {
  return listHistory(session, 50).some((entry) => entry.id === id && entry.plan !== undefined);
}
