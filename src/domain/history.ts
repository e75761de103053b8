import type { UndoGrade } from "./review.ts";
import type { Path } from "./world.ts";

/** How many paths an entry changed, by kind. */
export interface ChangeCounts {
  readonly created: number;
  readonly modified: number;
  readonly deleted: number;
  readonly metadata: number;
}

/**
 * keeping: the line has not started; running: it has; done: it ended and its results are recorded;
 * interrupted: it was cut off before they were; undoing: an undo of it was begun and not finished.
 */
export type EntryState = "keeping" | "running" | "done" | "interrupted" | "undoing" | "undone";

/** redo: the undo of an undo. */
export type EntryKind = "run" | "undo" | "redo";

/** What undo takes up of the disks. */
export interface StoreRoom {
  readonly bytes: number;
  readonly entries: number;
  /** Bytes that are still free where the history lies. */
  readonly free: number;
  /** A disk that something is kept on is nearly full. */
  readonly isShort: boolean;
  /** When the oldest entry was made. */
  readonly oldest?: string;
}

/** One entry of the history, for lists and screens. */
export interface HistoryEntry {
  readonly id: string;
  readonly kind: EntryKind;
  /** The entry that an undo or redo takes back. */
  readonly of?: string;
  /** When it started, as ISO 8601 in UTC. */
  readonly time: string;
  readonly line: string;
  readonly directory: Path;
  readonly status?: number;
  readonly state: EntryState;
  readonly undo: UndoGrade;
  /** Why `undo` is not full. */
  readonly reason?: string;
  readonly counts: ChangeCounts;
  /** The plan that it is a part of, by its run, and what that was called. */
  readonly plan?: { readonly id: string; readonly title: string; readonly isRoot: boolean };
  /** Bytes of the files held back in the store for this entry. */
  readonly keptBytes: number;
}

/**
 * What each entry did, by its id: a plan by its title, a line as it was typed, an undo or redo by
 * what it takes back. An undo whose origin is not among the entries goes by its line.
 */
export function nameEntries(entries: readonly HistoryEntry[]): ReadonlyMap<string, string> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return new Map(entries.map((entry) => [entry.id, nameEntry(entry, byId)]));
}

function nameEntry(entry: HistoryEntry, byId: ReadonlyMap<string, HistoryEntry>): string {
  const { kind, plan, line } = entry;
  // The undo of root's plan is a plan itself, whose title says what it is.
  if (plan !== undefined) return plan.title;
  if (kind === "run") return line;
  const { plan: taken, line: origin } = originOf(entry, byId);
  return `${kind} of ${taken?.title ?? origin}`;
}

/** What was run at first, before it was taken back and forth. */
function originOf(
  entry: HistoryEntry,
  byId: ReadonlyMap<string, HistoryEntry>,
  seen: ReadonlySet<string> = new Set(),
): HistoryEntry {
  const before = entry.of === undefined ? undefined : byId.get(entry.of);
  if (entry.kind === "run" || before === undefined || seen.has(entry.id)) return entry;
  return originOf(before, byId, new Set([...seen, entry.id]));
}
