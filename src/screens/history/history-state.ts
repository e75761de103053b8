import { type HistoryEntry, nameOfEntry } from "../../domain/history.ts";
import { type Filter, fitsFilter } from "../parts/filter.ts";

export type HistoryMode = { readonly kind: "list" } | { readonly kind: "details" };

export interface HistoryState {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  readonly isKnown: boolean;
  readonly at: number;
  readonly filter: Filter;
  readonly mode: HistoryMode;
  readonly trouble?: string;
}

export function visibleEntries({ entries, filter }: HistoryState): readonly HistoryEntry[] {
  return entries.filter((entry) => fitsFilter(filter, nameOfEntry(entry), entry.time));
}

export function selectedEntry(state: HistoryState): HistoryEntry | undefined {
  return visibleEntries(state)[state.at];
}

/** Whether there is something to take back that still stands. */
export function canTakeBack({ state, undo }: HistoryEntry): boolean {
  return undo !== "none" && state !== "undone" && state !== "keeping";
}
