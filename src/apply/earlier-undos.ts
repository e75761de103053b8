import type { Path } from "../domain/world.ts";
import type { JournalContext } from "../journal/context.ts";
import type { After, Entry, FullEntry } from "../journal/entry.ts";
import { listIds, readEntry, readFullEntry } from "../journal/read-journal.ts";
import type { EarlierUndos } from "./undo-plan.ts";

/**
 * The undos of an entry that stand: parts of it that were undone, and one that was cut off, which is
 * gone on with and not begun a second time.
 */
export function findEarlier(entry: Entry, context: JournalContext): EarlierUndos {
  const parts = new Map<Path, After>();
  let begun: FullEntry | undefined;
  for (const id of [...listIds(context)].filter((one) => one > entry.id).reverse()) {
    const other = readEntry(id, context);
    if (other?.of !== entry.id || other.state === "keeping" || other.state === "undone") continue;
    const full = readFullEntry(other, context);
    if (other.isPartial === true && other.state === "done") addParts(full, parts);
    else begun = full;
  }
  return begun === undefined ? { parts } : { begun, parts };
}

function addParts({ records, after = [] }: FullEntry, parts: Map<Path, After>): void {
  records.forEach(({ path, isWitness }, index) => {
    const state = after[index];
    if (isWitness !== true && state !== undefined) parts.set(path, state);
  });
}
