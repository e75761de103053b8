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
  const later = [...listIds(context)]
    .filter((one) => one > entry.id)
    .reverse()
    .flatMap((id) => readEntry(id, context) ?? [])
    .filter(({ state }) => state !== "keeping");
  for (const other of later) {
    const standing = other.of === entry.id ? findStanding(other, later) : undefined;
    if (standing === undefined) continue;
    const full = readFullEntry(standing, context);
    if (other.isPartial === true && standing.state === "done") addParts(full, parts);
    else if (standing === other) begun = full;
  }
  return begun === undefined ? { parts } : { begun, parts };
}

/** An undo that stands; where it was taken back and that again, the last of these. */
function findStanding(undo: Entry, later: readonly Entry[]): Entry | undefined {
  if (undo.state !== "undone") return undo;
  const redo = later.find(({ of, state }) => of === undo.id && state === "undone");
  const again = redo && later.findLast(({ of }) => of === redo.id);
  return again && findStanding(again, later);
}

function addParts({ records, after = [] }: FullEntry, parts: Map<Path, After>): void {
  records.forEach(({ path, isWitness }, index) => {
    const state = after[index];
    if (isWitness !== true && state !== undefined) parts.set(path, state);
  });
}
