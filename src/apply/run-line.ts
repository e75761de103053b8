import type { Foreseen } from "../domain/plan.ts";
import type { UndoAssessment, UndoGrade } from "../domain/review.ts";
import { completeEntry, type Running } from "../journal/complete.ts";
import type { JournalContext } from "../journal/context.ts";
import type { EntryPlan } from "../journal/entry.ts";
import { abandonEntry, keepBeforeRunning } from "../journal/keep-before-running.ts";
import { purgeWhenDue } from "../journal/purge.ts";
import { StoreFailure, storeFailure } from "../journal/store-failure.ts";
import { moveTrees } from "./move-trees.ts";
import { isSameForesight } from "./same-foresight.ts";

/** A line that was reviewed and agreed to. */
export interface AgreedLine {
  readonly reviewed: Foreseen;
  /** The undo that the review promised. */
  readonly promised: UndoGrade;
  /** Foresees it again, as things are now and to the last path; undefined if it is no line now. */
  foresee(): Foreseen | undefined;
  /** False for `--no-undo`: nothing is kept and nothing journaled. */
  readonly keepsUndo: boolean;
  /** The plan that the line is a part of. */
  readonly plan?: EntryPlan;
}

/** Nothing was run, and no trace is left. */
export type Held =
  /** The line would do something else by now, to be reviewed anew. */
  | { readonly kind: "differs"; readonly foreseen: Foreseen | undefined }
  /** Less can be kept than the review promised. */
  | { readonly kind: "less-undo"; readonly undo: UndoAssessment }
  /** The journal or the store cannot be written; `--no-undo` goes on without. */
  | { readonly kind: "cannot-keep"; readonly sentence: string };

/** All is kept and journaled: the line may start now. */
export interface Ready {
  readonly kind: "ready";
  readonly undo: UndoAssessment;
  /** The journal's entry; absent where the line changes nothing or nothing was kept. */
  readonly id?: string;
  /**
   * To be called when the line has ended, with undefined when it never started. Gives a sentence
   * when the journal could not be completed; the entry can be undone all the same.
   */
  finish(status: number | undefined): string | undefined;
}

export interface Ran {
  readonly kind: "ran";
  readonly status: number;
  readonly undo: UndoAssessment;
  readonly id?: string;
  /** What went wrong with the journal afterwards. */
  readonly trouble?: string;
}

/** Runs an agreed line with a way back: foresee again, keep, journal, run, record. */
export function runLine(line: AgreedLine, run: () => number, context: JournalContext): Held | Ran {
  const moved = moveInstead(line, context);
  if (moved !== undefined) return moved;
  const ready = prepareLine(line, context);
  if (ready.kind !== "ready") return ready;
  const { undo, id } = ready;
  let status: number;
  try {
    status = run();
  } catch (error) {
    ready.finish(undefined);
    throw error;
  }
  const trouble = ready.finish(status);
  const told = trouble === undefined ? {} : { trouble };
  return { kind: "ran", status, undo, ...(id === undefined ? {} : { id }), ...told };
}

/** What `rm` would do to large trees, done by a rename where that comes to the same. */
function moveInstead(line: AgreedLine, context: JournalContext): Held | Ran | undefined {
  if (!line.keepsUndo || line.promised !== "full" || line.plan !== undefined) return undefined;
  try {
    const running = moveTrees(line.reviewed, context);
    if (running === undefined) return undefined;
    const trouble = record(running, 0, context);
    const told = trouble === undefined ? {} : { trouble };
    return { kind: "ran", status: 0, undo: { grade: "full" }, id: running.entry.id, ...told };
  } catch (error) {
    if (error instanceof StoreFailure) return { kind: "cannot-keep", sentence: error.message };
    throw error;
  }
}

/** Everything before the line starts; for callers that run it in a way of their own. */
export function prepareLine(line: AgreedLine, context: JournalContext): Held | Ready {
  const foreseen = line.foresee();
  if (foreseen === undefined || !isSameForesight(line.reviewed, foreseen)) {
    return { kind: "differs", foreseen };
  }
  if (!line.keepsUndo) return withoutEntry({ grade: "none", reason: "nothing was kept, as asked" });
  const kept = keepBeforeRunning(foreseen, context, line.plan);
  if (kept.kind === "failed") return { kind: "cannot-keep", sentence: kept.sentence };
  if (kept.kind === "nothing") return withoutEntry(kept.undo);
  const { running, undo } = kept;
  if (isLess(undo.grade, line.promised)) {
    abandonEntry(running, context);
    return { kind: "less-undo", undo };
  }
  const finish = (status: number | undefined) => record(running, status, context);
  return { kind: "ready", undo, id: running.entry.id, finish };
}

function withoutEntry(undo: UndoAssessment): Ready {
  return { kind: "ready", undo, finish: () => undefined };
}

function record(
  running: Running,
  status: number | undefined,
  context: JournalContext,
): string | undefined {
  try {
    completeEntry(running, status, context);
    purgeWhenDue(context);
    return undefined;
  } catch (error) {
    const failure = storeFailure(error, context.stateDirectory);
    if (failure instanceof StoreFailure) return failure.message;
    throw failure;
  }
}

function isLess(grade: UndoGrade, promised: UndoGrade): boolean {
  const grades: readonly UndoGrade[] = ["none", "part", "full"];
  return grades.indexOf(grade) < grades.indexOf(promised);
}
