import { resolve } from "node:path/posix";
import { runUndo, type UndoResult } from "../apply/run-undo.ts";
import { countRestored, type UndoChoice } from "../apply/undo-plan.ts";
import { countOf, showName } from "../domain/text.ts";
import { readEntry } from "../journal/read-journal.ts";
import { exitStatus } from "./exit-status.ts";
import { agreesToUndo } from "./review-undo.ts";
import { openSession, type Session } from "./session.ts";
import { describeDiff, settleConflicts } from "./settle-conflicts.ts";
import { readSituation } from "./situation.ts";
import { printLines } from "./terminal.ts";
import { undoByHandrail } from "./undo-elsewhere.ts";
import { findUndoTarget } from "./undo-target.ts";

/**
 * `guard --undo [ID] [PATH...]`: takes back the last entry, or the one named; all of it, or what
 * lies at and below the paths.
 */
export function undo(
  subject: string | undefined,
  paths: readonly string[] = [],
  accepted: ReadonlySet<string> = new Set(),
): number {
  const situation = readSituation();
  const session = openSession(situation);
  const target = findUndoTarget(subject, session);
  if (target === undefined) {
    printLines(2, ["guard: there is nothing to undo"]);
    return exitStatus.usage;
  }
  const { id } = target;
  if (target.kind === "plan") return undoByHandrail(id, accepted);
  const only = paths.map((path) => resolve(situation.directory, path));
  return attempt(id, only.length === 0 ? {} : { only }, session, accepted);
}

/** Undoes; on conflicts once more with what a person says to each, reviewed like the rest. */
function attempt(
  id: string,
  choice: UndoChoice,
  session: Session,
  accepted: ReadonlySet<string>,
): number {
  if (!agreesToUndo(id, choice, session, accepted)) return exitStatus.notConfirmed;
  const result = runUndo(id, session.journal, choice);
  if (result.kind === "needs-plan") return undoByHandrail(id, accepted);
  if (result.kind !== "conflict") return report(id, result, session);
  const settled = settleConflicts(id, result.conflicts, session);
  if (settled === undefined) return report(id, result, session);
  const { replace = [], leave = [] } = choice;
  const further = {
    ...choice,
    replace: new Set([...replace, ...settled.replace]),
    leave: new Set([...leave, ...settled.leave]),
  };
  return attempt(id, further, session, accepted);
}

type Reported = Exclude<UndoResult, { readonly kind: "needs-plan" }>;

function report(id: string, result: Reported, session: Session): number {
  switch (result.kind) {
    case "undone":
      printLines(1, describeUndone(id, result, session));
      return exitStatus.done;
    case "conflict":
      printLines(2, [
        "guard: nothing was undone: these changed since",
        ...result.conflicts.flatMap(({ path, reason }) => [
          `    ${showName(path)}  ${reason}`,
          ...describeDiff(id, path, session.journal),
        ]),
        "guard: on a terminal it asks what to do with each; with paths behind, it undoes only those",
      ]);
      return exitStatus.conflict;
    case "elsewhere":
      printLines(2, [`guard: ${id} did nothing there that could be taken back`]);
      return exitStatus.usage;
    case "missing":
      printLines(2, [`guard: there is no entry ${showName(id)}; guard --history lists them`]);
      return exitStatus.usage;
    case "already":
      printLines(2, [`guard: ${id} was undone already; guard --history lists what can be`]);
      return exitStatus.usage;
    case "locked":
      printLines(2, [`guard: ${result.sentence}`]);
      return exitStatus.lockHeld;
    case "failed":
      printLines(2, [
        `guard: ${result.sentence}`,
        ...(result.isBegun
          ? [`guard: once that is mended, guard --undo ${id} goes on where it stopped`]
          : []),
      ]);
      return exitStatus.stepFailed;
  }
}

function describeUndone(
  id: string,
  result: UndoResult & { readonly kind: "undone" },
  session: Session,
): readonly string[] {
  const entry = readEntry(id, session.journal);
  const line = entry?.plan?.title ?? entry?.line ?? "";
  const { lost } = result.plan;
  return [
    `Undone: ${showName(line)}`,
    `    ${countOf(countRestored(result.plan), "path")} as before; guard --undo ${result.id} does it again`,
    ...lost.map(({ path, reason }) => `    not brought back: ${showName(path)}  ${reason}`),
    ...result.short.map(
      (path) => `    not all of its owner, times or attributes: ${showName(path)}`,
    ),
  ];
}
