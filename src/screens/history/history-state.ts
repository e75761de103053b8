import type { HistoryEntry } from "../../domain/history.ts";
import { type Filter, fitsFilter } from "../parts/filter.ts";

export type HistoryMode = { readonly kind: "list" } | { readonly kind: "details" };

export interface HistoryState {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  /** What each did, by its id. */
  readonly names: ReadonlyMap<string, string>;
  readonly isKnown: boolean;
  readonly at: number;
  readonly filter: Filter;
  readonly mode: HistoryMode;
  readonly trouble?: string;
}

export function visibleEntries(state: HistoryState): readonly HistoryEntry[] {
  const { entries, filter } = state;
  return entries.filter((entry) => fitsFilter(filter, nameOf(entry, state), entry.time));
}

export function selectedEntry(state: HistoryState): HistoryEntry | undefined {
  return visibleEntries(state)[state.at];
}

/** What an entry of the list did. */
export function nameOf({ id, line }: HistoryEntry, { names }: HistoryState): string {
  return names.get(id) ?? line;
}

/** Whether there is something to take back that still stands. */
export function canTakeBack({ state, undo }: HistoryEntry): boolean {
  return undo !== "none" && state !== "undone" && state !== "keeping";
}
