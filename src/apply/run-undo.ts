import { dirname } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { completeEntry, type Running } from "../journal/complete.ts";
import { type JournalContext, journalDirectory } from "../journal/context.ts";
import type { Entry, Need } from "../journal/entry.ts";
import { beginEntry, unfoldEntry, writeEntry } from "../journal/journal.ts";
import { gradeOf } from "../journal/keep.ts";
import { keepForEntry, startOrDrop } from "../journal/keep-before-running.ts";
import { sweepUnstarted } from "../journal/keeping-mark.ts";
import { LockHeld, withLock } from "../journal/lock.ts";
import type { Needs } from "../journal/needs.ts";
import { isSameInode, isState } from "../journal/path-state.ts";
import { readEntry, readFullEntry } from "../journal/read-journal.ts";
import { checkStores, removeStore } from "../journal/remove-store.ts";
import { StoreFailure } from "../journal/store-failure.ts";
import { systemCodeOf } from "../system/node-path.ts";
import { Misled } from "./anchor.ts";
import { findEarlier } from "./earlier-undos.ts";
import { needsBytes } from "./losses.ts";
import { ChangedMeanwhile } from "./placer.ts";
import { planUndo } from "./plan-undo.ts";
import { restore } from "./restorer.ts";
import { syncRestored } from "./sync-restored.ts";
import type { Conflict, UndoChoice, UndoPlan } from "./undo-plan.ts";
import { unfoldTrees } from "./unfold-trees.ts";

export type UndoResult =
  | {
      readonly kind: "undone";
      /** The entry of the undo itself; undoing that one is a redo. */
      readonly id: string;
      readonly plan: UndoPlan;
      /** Paths whose owner, attributes or times could not all be brought back. */
      readonly short: readonly Path[];
    }
  /** Nothing was touched. */
  | { readonly kind: "conflict"; readonly conflicts: readonly Conflict[] }
  | { readonly kind: "missing" }
  /** The entry did nothing at the paths that were named. */
  | { readonly kind: "elsewhere" }
  | { readonly kind: "already"; readonly entry: Entry }
  /** Other actions take it back: a plan of its own, to be reviewed and carried out. */
  | { readonly kind: "needs-plan"; readonly entry: Entry }
  | { readonly kind: "locked"; readonly sentence: string }
  /** `isBegun`: cut off in the middle; another undo of the same entry goes on with it. */
  | { readonly kind: "failed"; readonly sentence: string; readonly isBegun: boolean };

/** Takes back what the entry did, all that is chosen or, on any conflict, nothing. */
export function runUndo(id: string, context: JournalContext, choice?: UndoChoice): UndoResult {
  if (readEntry(id, context) === undefined) return { kind: "missing" };
  try {
    return withLock(journalDirectory(context), () => undoLocked(id, context, choice));
  } catch (error) {
    if (error instanceof LockHeld) return { kind: "locked", sentence: error.message };
    if (error instanceof StoreFailure)
      return { kind: "failed", sentence: error.message, isBegun: false };
    throw error;
  }
}

/** What an undo would do as things are now; undefined where there is nothing of that kind. */
export function previewUndo(
  id: string,
  context: JournalContext,
  choice?: UndoChoice,
): UndoPlan | undefined {
  const entry = readEntry(id, context);
  const isStanding = entry !== undefined && entry.state !== "keeping" && entry.state !== "undone";
  if (!isStanding || entry.plan?.inverse !== undefined) return undefined;
  try {
    const full = unfoldTrees(readFullEntry(entry, context), choice?.only ?? []);
    return planUndo(full, findEarlier(entry, context), choice);
  } catch (error) {
    // The undo itself will say what is wrong.
    if (error instanceof StoreFailure) return undefined;
    throw error;
  }
}

function undoLocked(id: string, context: JournalContext, choice?: UndoChoice): UndoResult {
  sweepUnstarted(context);
  const found = readEntry(id, context);
  if (found === undefined || found.state === "keeping") return { kind: "missing" };
  if (found.state === "undone") return { kind: "already", entry: found };
  if (found.plan?.inverse !== undefined) return { kind: "needs-plan", entry: found };
  checkStores(found.stores, context);
  const earlier = findEarlier(found, context);
  const { begun } = earlier;
  const full = unfoldTrees(readFullEntry(found, context), choice?.only ?? []);
  const { entry } = full;
  const plan = planUndo(full, earlier, choice);
  if (plan.conflicts.length > 0) return { kind: "conflict", conflicts: plan.conflicts };
  if (plan.isPartial && plan.restorations.length === 0) return { kind: "elsewhere" };
  if (entry !== found) unfoldEntry(full, context);
  // What is left of a part that was cut off is done anew.
  const isGoneOnWith = begun !== undefined && begun.entry.isPartial !== true && !plan.isPartial;
  const running = isGoneOnWith ? begun : begin(entry, plan, context);
  try {
    const short = restore(plan, running);
    syncRestored(plan, context);
    if (running.entry.state !== "done") completeEntry(running, 0, context);
    if (!plan.isPartial) finish(entry, context);
    return { kind: "undone", id: running.entry.id, plan, short };
  } catch (error) {
    const sentence = describeFailure(error);
    if (sentence === undefined) throw error;
    return { kind: "failed", sentence, isBegun: true };
  }
}

/** Keeps what the undo takes away, so that it can be undone, and writes its entry. */
function begin(entry: Entry, plan: UndoPlan, context: JournalContext): Running {
  const kind = entry.kind === "undo" ? "redo" : "undo";
  const { id, line, argv, directory } = entry;
  const part = plan.isPartial ? { isPartial: true } : {};
  const begun = beginEntry({ kind, of: id, line, argv, directory, ...part }, context);
  const kept = keepForEntry(begun, needsOf(plan), context);
  const started = startOrDrop(begun, kept, { grade: gradeOf(kept) }, context);
  if (!plan.isPartial) writeEntry({ ...entry, state: "undoing" }, context);
  return { entry: started, records: kept.records };
}

/** All is back: what was kept for it goes, and then the entry says so; cut off, it is done again. */
function finish(entry: Entry, context: JournalContext): void {
  for (const store of entry.stores) removeStore(store, context.identity.uid);
  writeEntry({ ...entry, state: "undone", keptBytes: 0 }, context);
}

function describeFailure(error: unknown): string | undefined {
  const isOurs =
    error instanceof Misled || error instanceof ChangedMeanwhile || error instanceof StoreFailure;
  if (isOurs) return error.message;
  return systemCodeOf(error) !== "" && error instanceof Error ? error.message : undefined;
}

/** What the undo itself takes away, so that it can be undone. */
function needsOf(plan: UndoPlan): Needs {
  const paths = new Map<Path, Need>();
  const parents = new Set<Path>();
  const written = new Map<string, "bytes">();
  const attributes = new Set<Path>();
  const trees = new Map<Path, number>();
  for (const { record, now } of plan.restorations) {
    const { path, before, isParent, below } = record;
    if (below !== undefined) trees.set(path, below);
    if (record.attributes !== undefined) attributes.add(path);
    if (isParent === true) parents.add(path);
    else if (!isState(now)) paths.set(path, now === null ? "nothing" : "status");
    else if (before === null || (!isSameInode(before, now) && now.type !== "directory")) {
      paths.set(path, "name");
    } else if (now.type === "file" && (needsBytes(record, now) || now.size !== before.size)) {
      paths.set(path, "bytes");
      written.set(`${now.device}:${now.inode}`, "bytes");
    } else paths.set(path, now.type === before.type ? "status" : "name");
  }
  if (plan.isPartial) {
    // The times of directories are brought back with all the rest, or not at all.
    for (const path of paths.keys()) if (!paths.has(dirname(path))) parents.add(dirname(path));
  }
  const known = new Set([...paths.keys(), ...parents]);
  const others = plan.full.records.map(({ path }) => path).filter((path) => !known.has(path));
  const witnesses = new Set(others);
  const searched = new Set<Path>();
  const flagged = new Set(listFlagged(plan));
  return {
    paths,
    parents,
    witnesses,
    countsLinks: false,
    written,
    attributes,
    flagged,
    searched,
    trees,
  };
}

function listFlagged({ restorations }: UndoPlan): readonly Path[] {
  return restorations.flatMap(({ record: { path, isFlagged } }) => (isFlagged ? [path] : []));
}
