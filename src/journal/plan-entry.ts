import type { JournalContext } from "./context.ts";
import type { Entry } from "./entry.ts";
import { beginEntry, type EntrySubject, endEntry, noCounts, startEntry } from "./journal.ts";
import { sweepUnstarted } from "./keeping-mark.ts";

const nothingKept = { records: [], stores: [], bytes: 0, unsynced: [] };

/**
 * Writes the entry of steps that other actions take back, on the disk before this returns. Throws
 * StoreFailure.
 */
export function startPlanEntry(
  subject: EntrySubject,
  undo: Parameters<typeof startEntry>[2],
  context: JournalContext,
): Entry {
  sweepUnstarted(context);
  return startEntry(beginEntry(subject, context), nothingKept, undo, context);
}

/** Records how the steps ended, and what of their inverse there is a use for. */
export function endPlanEntry(entry: Entry, status: number, context: JournalContext): Entry {
  return endEntry(entry, [], { counts: noCounts, isIdle: false, status }, context);
}
