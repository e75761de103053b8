import type { Path } from "./world.ts";

/** How much of what a line changes could be brought back. */
export type UndoScope = "full" | "part" | "none";

/** What is said of undo before the line runs; see `undo` in the contract. */
export interface UndoAssessment {
  readonly undo: UndoScope;
  /** Short sentence parts that say why not all of it, empty when `undo` is full. */
  readonly reasons: readonly string[];
  /** Bytes that would have to be copied first, where neither a hard link nor a reflink will do. */
  readonly bytesToCopy: number;
}

/** How many paths an entry changed, by kind. */
export interface ChangeCounts {
  readonly created: number;
  readonly modified: number;
  readonly deleted: number;
  readonly metadata: number;
}

/**
 * keeping: the line has not started; running: it has; done: it ended and its results are recorded;
 * interrupted: it was cut off before they were; undoing: an undo of it was cut off.
 */
export type EntryState = "keeping" | "running" | "done" | "interrupted" | "undoing" | "undone";

/** One line of the history, for lists and screens. */
export interface HistoryEntry {
  readonly id: string;
  /** redo: the undo of an undo. */
  readonly kind: "run" | "undo" | "redo";
  /** The entry that an undo or redo takes back. */
  readonly of?: string;
  /** When it started, as ISO 8601 in UTC. */
  readonly time: string;
  readonly line: string;
  readonly directory: Path;
  readonly status?: number;
  readonly state: EntryState;
  readonly undo: UndoScope;
  readonly reasons: readonly string[];
  readonly counts: ChangeCounts;
  /** Bytes held back in the store for this entry. */
  readonly keptBytes: number;
}
