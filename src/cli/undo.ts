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

/** Which of the two programs speaks, and what it calls these things. */
export interface UndoSpeaker {
  readonly name: string;
  readonly undo: string;
  readonly history: string;
}

const guardSpeaks: UndoSpeaker = {
  name: "guard",
  undo: "guard --undo",
  history: "guard --history",
};
export const handrailSpeaks: UndoSpeaker = {
  name: "handrail",
  undo: "handrail undo",
  history: "handrail history",
};

/**
 * `guard --undo [ID] [PATH...]`, `handrail undo [ID]`: takes back the last entry, or the one named;
 * all of it, or what lies at and below the paths.
 */
export function undo(
  subject: string | undefined,
  paths: readonly string[] = [],
  accepted: ReadonlySet<string> = new Set(),
  speaker: UndoSpeaker = guardSpeaks,
): number {
  const situation = readSituation();
  const session = openSession(situation);
  const target = findUndoTarget(subject, session);
  if (target === undefined) {
    printLines(2, [`${speaker.name}: there is nothing to undo`]);
    return exitStatus.usage;
  }
  const { id } = target;
  if (target.kind === "plan") return undoByHandrail(id, accepted);
  const only = paths.map((path) => resolve(situation.directory, path));
  return attempt(id, only.length === 0 ? {} : { only }, { session, speaker, accepted });
}

interface Around {
  readonly session: Session;
  readonly speaker: UndoSpeaker;
  readonly accepted: ReadonlySet<string>;
}

/** Undoes; on conflicts once more with what a person says to each, reviewed like the rest. */
function attempt(id: string, choice: UndoChoice, around: Around): number {
  const { session, accepted } = around;
  if (!agreesToUndo(id, choice, session, accepted)) return exitStatus.notConfirmed;
  const result = runUndo(id, session.journal, choice);
  if (result.kind === "needs-plan") return undoByHandrail(id, accepted);
  if (result.kind !== "conflict") return report(id, result, around);
  const settled = settleConflicts(id, result.conflicts, session);
  if (settled === undefined) return report(id, result, around);
  const { replace = [], leave = [] } = choice;
  const further = {
    ...choice,
    replace: new Set([...replace, ...settled.replace]),
    leave: new Set([...leave, ...settled.leave]),
  };
  return attempt(id, further, around);
}

type Reported = Exclude<UndoResult, { readonly kind: "needs-plan" }>;

function report(id: string, result: Reported, around: Around): number {
  const { session, speaker } = around;
  const { name, undo, history } = speaker;
  switch (result.kind) {
    case "undone":
      printLines(1, describeUndone(id, result, around));
      return exitStatus.done;
    case "conflict":
      printLines(2, [
        `${name}: nothing was undone: these changed since`,
        ...result.conflicts.flatMap(({ path, reason }) => [
          `    ${showName(path)}  ${reason}`,
          ...describeDiff(id, path, session.journal),
        ]),
        `${name}: on a terminal it asks what to do with each; guard --undo ${id} PATH... undoes only those`,
      ]);
      return exitStatus.conflict;
    case "elsewhere":
      printLines(2, [`${name}: ${id} did nothing there that could be taken back`]);
      return exitStatus.usage;
    case "missing":
      printLines(2, [`${name}: there is no entry ${showName(id)}; ${history} lists them`]);
      return exitStatus.usage;
    case "already":
      printLines(2, [`${name}: ${id} was undone already; ${history} lists what can be`]);
      return exitStatus.usage;
    case "locked":
      printLines(2, [`${name}: ${result.sentence}`]);
      return exitStatus.lockHeld;
    case "failed":
      printLines(2, [
        `${name}: ${result.sentence}`,
        ...(result.isBegun
          ? [`${name}: once that is mended, ${undo} ${id} goes on where it stopped`]
          : []),
      ]);
      return exitStatus.stepFailed;
  }
}

function describeUndone(
  id: string,
  result: UndoResult & { readonly kind: "undone" },
  { session, speaker }: Around,
): readonly string[] {
  const entry = readEntry(id, session.journal);
  const line = entry?.plan?.title ?? entry?.line ?? "";
  const { lost } = result.plan;
  return [
    `Undone: ${showName(line)}`,
    `    ${countOf(countRestored(result.plan), "path")} as before; ${speaker.undo} ${result.id} does it again`,
    ...lost.map(({ path, reason }) => `    not brought back: ${showName(path)}  ${reason}`),
    ...result.short.map(
      (path) => `    not all of its owner, times or attributes: ${showName(path)}`,
    ),
  ];
}
