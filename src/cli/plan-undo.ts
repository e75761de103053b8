import type { RunRecord } from "../apply/read-runs.ts";
import type { PlanReview, TaskPlan, TaskProblem } from "../domain/task-plan.ts";
import { showName } from "../domain/text.ts";
import type { Entry } from "../journal/entry.ts";
import { isAlive } from "../journal/process-mark.ts";
import { listIds, readEntry } from "../journal/read-journal.ts";
import { undoPartsOf } from "../plan/undo-parts.ts";
import { planOfUndo, type UndoSource } from "../plan/undo-plan.ts";
import { judgePlan } from "./apply-plan.ts";
import { findRun, isRunUndone, readRecent } from "./runs.ts";
import type { Session } from "./session.ts";

/** The plan that takes an entry of the history, or a run, back. */
export async function planUndo(
  id: string,
  session: Session,
  accepted?: ReadonlySet<string>,
): Promise<PlanReview | TaskProblem> {
  const found = findOwn(id, session) ?? findRoots(id, session);
  if (found === undefined) {
    return { kind: "cannot", sentence: `There is no entry ${showName(id)} in the history.` };
  }
  return "kind" in found ? found : judgePlan(found, session, accepted);
}

/** Entries of the caller's own journal: all of a plan's, where one of them is named. */
function findOwn(id: string, session: Session): TaskPlan | TaskProblem | undefined {
  const { journal } = session;
  const named = readEntry(id, journal);
  const run = named?.plan?.id ?? id;
  const entries = listIds(journal)
    .filter((one) => one >= run)
    .flatMap((one) => readEntry(one, journal) ?? [])
    .filter((entry) => entry.id === id || entry.plan?.id === run)
    .reverse();
  if (entries.length === 0) return undefined;
  if (entries.some(({ state, owner }) => state === "running" && isAlive(owner))) return goesOn;
  const standing = entries.filter(({ state }) => state !== "undone" && state !== "keeping");
  if (standing.length === 0) return undoneAlready;
  const isRoot = journal.identity.uid === 0;
  const title = named?.plan?.title ?? entries[0]?.plan?.title ?? named?.line ?? id;
  return planFrom({ id: run, title, isRoot, parts: standing.flatMap(partOf) });
}

function partOf({ id, plan }: Entry) {
  if (plan?.inverse === undefined) return [{ entry: id }];
  if (plan.inverse.length === 0) return [];
  return [{ entry: id, actions: plan.actions ?? [], inverse: plan.inverse }];
}

/** What root did for this person, by the log. Root's own journal has the last word when it is done. */
function findRoots(id: string, session: Session): TaskPlan | TaskProblem | undefined {
  const run = findRun(id, session) ?? readRecent(session).find((one) => hasEntry(one, id));
  if (run === undefined || !run.header.isRoot) return undefined;
  const last = run.events.at(-1);
  if (last?.kind !== "ended" && isAlive(run.header.owner)) return goesOn;
  if (isRunUndone(run.header.id, session)) return undoneAlready;
  const { plan } = run.header;
  const parts = undoPartsOf(plan, run.events);
  return planFrom({ id: run.header.id, title: plan.title, isRoot: true, parts });
}

function hasEntry({ events }: RunRecord, id: string): boolean {
  return events.some((event) => event.kind === "step-ended" && event.entry === id);
}

function planFrom(source: UndoSource): TaskPlan | TaskProblem {
  const plan = planOfUndo(source);
  return plan.steps.length === 0 ? nothing : plan;
}

const goesOn: TaskProblem = {
  kind: "cannot",
  sentence: "It is still being carried out. Wait for its end, then undo it.",
};
const undoneAlready: TaskProblem = { kind: "nothing-to-do", sentence: "It was undone already." };
const nothing: TaskProblem = {
  kind: "cannot",
  sentence: "Nothing of it can be taken back.",
};
