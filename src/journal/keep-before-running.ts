import type { Foreseen } from "../domain/plan.ts";
import type { UndoAssessment, UndoGrade } from "../domain/review.ts";
import type { Path } from "../domain/world.ts";
import { assessUndo, losesJournal } from "./assess.ts";
import type { Running } from "./complete.ts";
import type { JournalContext } from "./context.ts";
import type { Entry, EntryPlan } from "./entry.ts";
import { beginEntry, dropEntry, type EntrySubject, startEntry } from "./journal.ts";
import { gradeOf, type KeptPaths, keepPaths } from "./keep.ts";
import { sweepUnstarted } from "./keeping-mark.ts";
import { listNeeds, type Needs } from "./needs.ts";
import { purgeWhenShort } from "./purge.ts";
import { StoreFailure } from "./store-failure.ts";

/** nothing: the line changes nothing that is known, or the journal itself; no entry was made. */
export type KeepResult =
  | { readonly kind: "nothing"; readonly undo: UndoAssessment }
  | {
      readonly kind: "kept";
      readonly running: Running;
      readonly undo: UndoAssessment;
      readonly missing: readonly Path[];
    }
  | { readonly kind: "failed"; readonly sentence: string };

/**
 * Keeps what the line would take away and writes the journal's entry, just before it runs. After
 * `failed` nothing is left behind, and the line must not run unless a person says so.
 */
export function keepBeforeRunning(
  foreseen: Foreseen,
  context: JournalContext,
  plan?: EntryPlan,
): KeepResult {
  const assessed = assessUndo(foreseen, context);
  if (losesJournal(foreseen, context)) return { kind: "nothing", undo: assessed };
  const needs = listNeeds(foreseen);
  if (needs.paths.size === 0 && foreseen.unknown.length === 0) {
    return { kind: "nothing", undo: assessed };
  }
  const { line, argv, directory } = foreseen;
  try {
    sweepUnstarted(context);
    purgeWhenShort(context, needs.paths.keys());
    const part = plan === undefined ? {} : { plan };
    return keep({ kind: "run", line, argv, directory, ...part }, needs, assessed, context);
  } catch (error) {
    if (error instanceof StoreFailure) return { kind: "failed", sentence: error.message };
    throw error;
  }
}

function keep(
  subject: EntrySubject,
  needs: Needs,
  assessed: UndoAssessment,
  context: JournalContext,
): KeepResult & { readonly kind: "kept" } {
  const entry = beginEntry(subject, context);
  const kept = keepForEntry(entry, needs, context);
  const undo = worse(assessed, kept);
  const started = startOrDrop(entry, kept, undo, context);
  const missing = kept.missing.map(({ path }) => path);
  return { kind: "kept", running: { entry: started, records: kept.records }, undo, missing };
}

/** Keeps for a begun entry; when that fails, all traces of the entry go. */
export function keepForEntry(entry: Entry, needs: Needs, context: JournalContext): KeptPaths {
  try {
    return keepPaths(needs, entry.id, context);
  } catch (error) {
    dropEntry(entry, [], context);
    throw error;
  }
}

/** Writes the entry with what was kept; when that fails, all traces of it go. */
export function startOrDrop(
  entry: Entry,
  kept: KeptPaths,
  undo: UndoAssessment,
  context: JournalContext,
): Entry {
  try {
    return startEntry(entry, kept, undo, context);
  } catch (error) {
    dropEntry(entry, kept.stores, context);
    throw error;
  }
}

/** What was said before, or less where not everything could be kept. */
function worse(assessed: UndoAssessment, kept: KeptPaths): UndoAssessment {
  const grade = gradeOf(kept);
  const grades: readonly UndoGrade[] = ["full", "part", "none"];
  if (grades.indexOf(grade) <= grades.indexOf(assessed.grade)) return assessed;
  const [first] = kept.missing;
  const reason = first === undefined ? undefined : `${first.path}: ${first.missing}`;
  return reason === undefined ? { grade } : { grade, reason };
}

/** Forgets what was kept for a line that is not run after all. */
export function abandonEntry({ entry }: Running, context: JournalContext): void {
  dropEntry(entry, entry.stores, context);
}
