import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path/posix";
import type { ChangeCounts, EntryKind } from "../domain/history.ts";
import type { UndoGrade } from "../domain/review.ts";
import type { Path } from "../domain/world.ts";
import { nodePath, systemCodeOf } from "../system/node-path.ts";
import { type JournalContext, journalDirectory } from "./context.ts";
import {
  type After,
  type Entry,
  type EntryPlan,
  type FullEntry,
  journalSchema,
  type PathRecord,
} from "./entry.ts";
import { makeIdentifier } from "./identifier.ts";
import { markKeeping, unmarkKeeping } from "./keeping-mark.ts";
import { requirePrivateDirectory } from "./private-directory.ts";
import { markOf } from "./process-mark.ts";
import { removeStore } from "./remove-store.ts";
import { storeFailure } from "./store-failure.ts";
import { syncPaths, writeWhole } from "./write-whole.ts";

/** What a new entry is about. */
export interface EntrySubject {
  readonly kind: EntryKind;
  readonly of?: string;
  readonly line: string;
  readonly argv: readonly string[] | null;
  readonly directory: Path;
  readonly plan?: EntryPlan;
  readonly isPartial?: boolean;
}

export const noCounts: ChangeCounts = { created: 0, modified: 0, deleted: 0, metadata: 0 };

/** Makes a new entry of its own name, before anything is kept for it. Throws StoreFailure. */
export function beginEntry(subject: EntrySubject, context: JournalContext): Entry {
  const root = journalDirectory(context);
  try {
    requirePrivateDirectory(context.stateDirectory, context.identity.uid);
    requirePrivateDirectory(root, context.identity.uid);
    const time = context.now?.() ?? Date.now();
    const id = reserve(root, time, subject.plan?.id);
    markKeeping(id, context);
    const entry: Entry = {
      schema: journalSchema,
      id,
      ...subject,
      uid: context.identity.uid,
      time: new Date(time).toISOString(),
      owner: markOf(context.runner ?? process.pid),
      state: "keeping",
      undo: "none",
      counts: noCounts,
      stores: [],
      keptBytes: 0,
    };
    // Nothing has to last before the line starts.
    putEntry(entry, context, false);
    return entry;
  } catch (error) {
    throw storeFailure(error, root);
  }
}

/** mkdir(2) gives each name to one process only, so that no lock is needed. */
function reserve(root: Path, time: number, wanted: string | undefined): string {
  for (let attempt = 0; ; attempt += 1) {
    // The first entry of a plan is called like the run.
    const id = attempt === 0 && wanted !== undefined ? wanted : makeIdentifier(time, attempt);
    try {
      mkdirSync(nodePath(join(root, id)), { mode: 0o700 });
      return id;
    } catch (error) {
      if (systemCodeOf(error) !== "EEXIST") throw error;
    }
  }
}

/** Records what was kept, on the disk before this returns; from here on the change may begin. */
export function startEntry(
  entry: Entry,
  kept: {
    readonly records: readonly PathRecord[];
    readonly stores: readonly Path[];
    readonly bytes: number;
    /** Copies and directories that are not on the disk yet. */
    readonly unsynced: readonly Path[];
  },
  undo: { readonly grade: UndoGrade; readonly reason?: string },
  context: JournalContext,
): Entry {
  const directory = entryDirectory(entry.id, context);
  const { records, stores, bytes, unsynced } = kept;
  const reason = undo.reason === undefined ? {} : { reason: undo.reason };
  const started: Entry = {
    ...entry,
    state: "running",
    undo: undo.grade,
    ...reason,
    stores,
    keptBytes: bytes,
  };
  try {
    writeWhole(directory, "before.jsonl", lines(records), false);
    putEntry(started, context, false);
    const files = [join(directory, "before.jsonl"), join(directory, "entry.json")];
    syncPaths([...unsynced, ...files, directory, journalDirectory(context)]);
    unmarkKeeping(entry.id, context);
    return started;
  } catch (error) {
    throw storeFailure(error, directory);
  }
}

/** Records what each path became. */
export function endEntry(
  entry: Entry,
  after: readonly After[],
  result: Pick<Entry, "counts" | "isIdle" | "status">,
  context: JournalContext,
): Entry {
  const ended: Entry = { ...entry, ...result, state: "done" };
  writeWhole(entryDirectory(entry.id, context), "after.jsonl", lines(after), true);
  putEntry(ended, context, true);
  return ended;
}

/**
 * Gives a record to each path of trees that were moved as a whole. The former files stay: which ones
 * count is told by the entry alone.
 */
export function unfoldEntry({ entry, records, after }: FullEntry, context: JournalContext): void {
  const directory = entryDirectory(entry.id, context);
  try {
    writeWhole(directory, pathsFile("before", entry), lines(records), true);
    if (after !== undefined) writeWhole(directory, pathsFile("after", entry), lines(after), true);
    writeEntry(entry, context);
  } catch (error) {
    throw storeFailure(error, directory);
  }
}

/** The file that tells what the entry's paths were before or after. */
export function pathsFile(time: "before" | "after", { isUnfolded }: Entry): string {
  return isUnfolded === true ? `${time}-unfolded.jsonl` : `${time}.jsonl`;
}

/** Writes the entry's own file, to last. */
export function writeEntry(entry: Entry, context: JournalContext): void {
  putEntry(entry, context, true);
  syncPaths([entryDirectory(entry.id, context)]);
}

function putEntry(entry: Entry, context: JournalContext, isDurable: boolean): void {
  const text = [`${JSON.stringify(entry)}\n`];
  writeWhole(entryDirectory(entry.id, context), "entry.json", text, isDurable);
}

/** Forgets an entry whose line never started. */
export function dropEntry(entry: Entry, stores: readonly Path[], context: JournalContext): void {
  for (const store of stores) removeStore(store, context.identity.uid);
  rmSync(nodePath(entryDirectory(entry.id, context)), { recursive: true, force: true });
  unmarkKeeping(entry.id, context);
}

export function entryDirectory(id: string, context: JournalContext): Path {
  return join(journalDirectory(context), id);
}

function* lines(values: Iterable<unknown>): Iterable<string> {
  for (const value of values) yield `${JSON.stringify(value)}\n`;
}
