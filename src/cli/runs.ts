import { appendFileSync, readFileSync } from "node:fs";
import {
  followRun,
  listRunIds,
  type RunRecord,
  readRun,
  summarizeRun,
} from "../apply/read-runs.ts";
import type { ApplyEvent } from "../domain/apply-event.ts";
import type { ApplyRun } from "../domain/apply-run.ts";
import type { Path } from "../domain/world.ts";
import { requirePrivateDirectory } from "../journal/private-directory.ts";
import { systemDirectories } from "../system/directories.ts";
import { nodePath } from "../system/node-path.ts";
import type { Session } from "./session.ts";

/** Runs that are looked at, newest first. */
const recentRuns = 50;

/** The runs of this person, the newest first: the own ones, and root's that may be read. */
export function listRuns(session: Session): readonly ApplyRun[] {
  const seen = readSeen(session);
  return readRecent(session).map((run) => summarizeRun(run, seen.has(run.header.id)));
}

/** The same with all that their logs hold. */
export function readRecent({ directories }: Session): readonly RunRecord[] {
  return logDirectories(directories.log)
    .flatMap((directory) => listRunIds(directory).map((id) => ({ directory, id })))
    .sort((first, second) => (first.id < second.id ? 1 : -1))
    .slice(0, recentRuns)
    .flatMap(({ directory, id }) => readRun(directory, id) ?? []);
}

/** Whether a run was taken back by another that stands. */
export function isRunUndone(id: string, session: Session): boolean {
  const runs = readRecent(session)
    .filter(leavesNothing)
    .map((run) => summarizeRun(run, true));
  const isUndone = (one: string): boolean =>
    runs.some(({ of, result, id: by }) => of === one && result === "done" && !isUndone(by));
  return isUndone(id);
}

/** Not an undo in which a person chose to leave something as it is: the rest can still be undone. */
function leavesNothing({ header }: RunRecord): boolean {
  return !header.plan.steps.some(({ action }) => {
    return action.kind === "undo-entry" && action.leave !== undefined && action.leave.length > 0;
  });
}

/** A run of that name, wherever its log is. */
export function findRun(id: string, { directories }: Session): RunRecord | undefined {
  for (const directory of logDirectories(directories.log)) {
    const run = readRun(directory, id);
    if (run !== undefined) return run;
  }
  return undefined;
}

/** Looks on at a run from its beginning to its end, which then counts as seen. */
export async function* attachRun(id: string, session: Session): AsyncGenerator<ApplyEvent> {
  const [own = "", roots] = logDirectories(session.directories.log);
  const directory = roots !== undefined && readRun(own, id) === undefined ? roots : own;
  for await (const event of followRun(directory, id)) {
    if (event.kind === "ended") markSeen(id, session);
    yield event;
  }
}

/** Notes that the end of a run was shown. */
function markSeen(id: string, session: Session): void {
  const { state } = session.directories;
  try {
    requirePrivateDirectory(state, session.engine.machine.facts.caller.identity.uid);
    appendFileSync(nodePath(seenFile(state)), `${id}\n`, { mode: 0o600 });
  } catch {
    // It is shown once more then.
  }
}

function readSeen({ directories }: Session): ReadonlySet<string> {
  try {
    return new Set(readFileSync(nodePath(seenFile(directories.state)), "utf8").split("\n"));
  } catch {
    return new Set();
  }
}

function seenFile(state: Path): Path {
  return `${state}/seen-runs`;
}

function logDirectories(own: Path): readonly Path[] {
  const { log } = systemDirectories;
  return own === log ? [own] : [own, log];
}
