import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path/posix";
import type { HistoryEntry } from "../domain/history.ts";
import type { Path } from "../domain/world.ts";
import { nodePath, systemCodeOf } from "../system/node-path.ts";
import { type JournalContext, journalDirectory } from "./context.ts";
import type { Entry, EntryPlan, FullEntry } from "./entry.ts";
import { isAfter, isEntry, isRecord } from "./entry-format.ts";
import { isIdentifier } from "./identifier.ts";
import { entryDirectory, pathsFile } from "./journal.ts";
import { checkPrivateDirectory } from "./private-directory.ts";
import { isAlive } from "./process-mark.ts";
import { StoreFailure } from "./store-failure.ts";

/** What was run, the newest first. Entries that cannot be read are left out. */
export function readHistory(context: JournalContext, limit: number): readonly HistoryEntry[] {
  const found: HistoryEntry[] = [];
  for (const id of listIds(context)) {
    if (found.length >= limit) break;
    const entry = readEntry(id, context);
    if (entry !== undefined) found.push(summarize(entry));
  }
  return found;
}

/** The entry that an undo without a name means: the last line that changed something and stands. */
export function findLast(context: JournalContext): string | undefined {
  for (const id of listIds(context)) {
    const entry = readEntry(id, context);
    if (entry === undefined || entry.kind === "undo") continue;
    if (entry.state !== "undone" && entry.state !== "keeping" && entry.isIdle !== true) return id;
  }
  return undefined;
}

/** Ids in the journal, the newest first. */
export function listIds(context: JournalContext): readonly string[] {
  const root = journalDirectory(context);
  try {
    checkPrivateDirectory(root, context.identity.uid);
    return readdirSync(nodePath(root)).filter(isIdentifier).sort().reverse();
  } catch (error) {
    if (systemCodeOf(error) === "ENOENT") return [];
    throw error;
  }
}

/** The entry of that name without its paths; undefined when there is none that can be trusted. */
export function readEntry(id: string, context: JournalContext): Entry | undefined {
  if (!isIdentifier(id)) return undefined;
  const text = readOwn(join(entryDirectory(id, context), "entry.json"), context);
  const value: unknown = text === undefined ? undefined : parse(text);
  return isEntry(value) && value.id === id && value.uid === context.identity.uid
    ? value
    : undefined;
}

/** The entry with all its paths. Throws StoreFailure when it was damaged. */
export function readFullEntry(entry: Entry, context: JournalContext): FullEntry {
  const directory = entryDirectory(entry.id, context);
  const before = readOwn(join(directory, pathsFile("before", entry)), context);
  if (before === undefined) throw damaged(entry.id);
  const records = parseLines(before, (value) => (isRecord(value) ? value : undefined), entry.id);
  const text =
    entry.state === "running"
      ? undefined
      : readOwn(join(directory, pathsFile("after", entry)), context);
  if (text === undefined) return { entry, records };
  const after = parseLines(text, (value) => (isAfter(value) ? value : undefined), entry.id);
  return after.length === records.length ? { entry, records, after } : { entry, records };
}

function summarize(entry: Entry): HistoryEntry {
  const { id, kind, time, line, directory, undo, counts, keptBytes } = entry;
  const isCutOff = entry.state === "running" && !isAlive(entry.owner);
  return {
    ...{ id, kind, time, line, directory, undo, counts, keptBytes },
    state: isCutOff ? "interrupted" : entry.state,
    ...(entry.of === undefined ? {} : { of: entry.of }),
    ...(entry.status === undefined ? {} : { status: entry.status }),
    ...(entry.reason === undefined ? {} : { reason: entry.reason }),
    ...(entry.plan === undefined ? {} : { plan: planOf(entry.plan, entry.uid) }),
  };
}

function planOf({ id, title }: EntryPlan, uid: number) {
  return { id, title, isRoot: uid === 0 };
}

/** A file of the caller's own that nobody else could have written; undefined when there is none. */
function readOwn(path: Path, context: JournalContext): string | undefined {
  let file: number;
  try {
    file = openSync(
      nodePath(path),
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    );
  } catch {
    return undefined;
  }
  try {
    const status = fstatSync(file);
    const isOwn = status.uid === context.identity.uid && (status.mode & 0o022) === 0;
    return isOwn && status.isFile() ? readFileSync(file, "utf8") : undefined;
  } finally {
    closeSync(file);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseLines<T>(
  text: string,
  check: (value: unknown) => T | undefined,
  id: string,
): readonly T[] {
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => {
      const value = check(parse(line));
      if (value === undefined) throw damaged(id);
      return value;
    });
}

function damaged(id: string): StoreFailure {
  return new StoreFailure(`the journal's entry ${id} is damaged`);
}
