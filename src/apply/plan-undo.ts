import { readdirSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { changeOf, isUntouched, readFlagsNow, withFlags } from "../journal/complete.ts";
import type { After, Entry, FullEntry, PathRecord, PathState } from "../journal/entry.ts";
import { digestLimit } from "../journal/keep.ts";
import { PathReader } from "../journal/path-reader.ts";
import {
  isSameAccess,
  isSameInode,
  isSameState,
  isState,
  readDigest,
  readStatus,
} from "../journal/path-state.ts";
import { isAlive } from "../journal/process-mark.ts";
import { nodePath, textOfName } from "../system/node-path.ts";
import { findChangedSince } from "./changed-since.ts";
import { findLosses, isKept } from "./losses.ts";
import { UndoChooser } from "./undo-chooser.ts";
import type { Conflict, EarlierUndos, Restoration, UndoChoice, UndoPlan } from "./undo-plan.ts";

/** Compares what an entry left behind with what is there now. Only looks. */
export function planUndo(
  full: FullEntry,
  earlier: EarlierUndos = { parts: new Map() },
  choice: UndoChoice = {},
): UndoPlan {
  const planner = new Planner(full, earlier, new UndoChooser(full.records, choice));
  full.records.forEach((record, index) => {
    planner.add(record, full.after?.[index]);
  });
  return planner.finish();
}

class Planner {
  private readonly full: FullEntry;
  private readonly chooser: UndoChooser;
  private readonly parts: EarlierUndos["parts"];
  private readonly flags: ReadonlyMap<Path, string>;
  private readonly restorations: Restoration[] = [];
  private readonly conflicts: Conflict[] = [];
  private readonly reader = new PathReader();
  private readonly living = new Map<string, Path>();
  /** What each path was when an undo began that was cut off. */
  private readonly begun: ReadonlyMap<Path, PathState | null> | undefined;
  /** Whether the results are unknown, because the line or an undo of it was cut off. */
  private readonly isCutOff: boolean;

  constructor(full: FullEntry, { begun, parts }: EarlierUndos, chooser: UndoChooser) {
    this.parts = parts;
    this.flags = readFlagsNow(full.records);
    this.chooser = chooser;
    this.full = full;
    this.begun = begun && new Map(begun.records.map(({ path, before }) => [path, before]));
    this.isCutOff = full.after === undefined || begun !== undefined;
  }

  add(record: PathRecord, left: After | undefined): void {
    const { path, before } = record;
    const part = this.parts.get(path);
    if (record.isWitness === true) {
      this.addWitness(record);
      return;
    }
    // It could not even be looked at before: reported as lost, and left alone.
    if (before === null && record.missing !== undefined) return;
    const seen = withFlags(this.reader.read(path), this.flags.get(path));
    const now = withDigest(seen, path, before, part ?? left);
    const isBack = isState(part) && isUnchangedSince(part, now);
    const after = isBack ? part : left;
    if (!this.chooser.takes(record)) {
      // Another name of it may be wanted back.
      if (isState(now) && isSameInode(before, now)) this.living.set(now.inode, path);
      return;
    }
    const withTime = this.bringsTimeBack(before, now, after);
    const isAnother = left === null && !isBack && this.isMadeSince(path, now);
    const isAsBefore = now !== "hidden" && !isAnother && isUntouched(before, now);
    if (record.isParent === true || isAsBefore) {
      if (isState(now) && now.type !== "directory") this.living.set(now.inode, path);
      if (withTime) this.restorations.push({ record, now, withTime });
      return;
    }
    // An undo of a part brought a copy of it back; only a directory's time is still open.
    if (isBack && isState(now) && now.type !== "directory") return;
    const isMeant = this.isOurs(record, now, after) || this.chooser.replaces(path);
    const placed = this.isPlaced(record, now) ? { isPlaced: true as const } : {};
    if (isMeant) this.restorations.push({ record, now, withTime, ...placed });
    else this.conflicts.push(conflictOf(path, now, after));
  }

  /** Whether a directory is younger than the line: it may have got the number of the one that went. */
  private isMadeSince(path: Path, now: After): boolean {
    if (this.isCutOff || !isState(now) || now.type !== "directory") return false;
    const born = readStatus(path)?.birthtimeNs ?? 0n;
    return born > BigInt(Date.parse(this.full.entry.time)) * 1_000_000n;
  }

  private addWitness({ path, before }: PathRecord): void {
    const now = withDigest(this.reader.read(path), path, before, undefined);
    if (before !== null && isState(now) && isUntouched(before, now))
      this.living.set(now.inode, path);
  }

  /** A directory's time is brought back only where nothing came or went in it since. */
  private bringsTimeBack(before: PathState | null, now: After, after: After | undefined): boolean {
    if (before === null) return false;
    if (before.type !== "directory" || now === null || now === "hidden") return true;
    if (now.type !== "directory") return true;
    if (this.isCutOff || isEarlier(now, after)) return true;
    return isState(after) && after.modified === now.modified;
  }

  /** Whether what is there now is what the line left behind. */
  private isOurs(record: PathRecord, now: After, after: After | undefined): boolean {
    if (after !== undefined && isUnchangedSince(after, now)) return true;
    if (isEarlier(now, after)) return true;
    if (this.begun !== undefined) {
      const state = this.begun.get(record.path);
      if (state !== undefined && isUnchangedSince(state, now)) return true;
      if (isEarlier(now, state)) return true;
      return now === null || (isState(now) && isHalfRestored(this.full.entry, record, now));
    }
    if (!this.isCutOff) return false;
    // Half done, nobody knows by whom: what changed since the start counts as the line's.
    const started = BigInt(Date.parse(this.full.entry.time)) * 1_000_000n - 1_000_000_000n;
    return !isState(now) || BigInt(now.changed) >= started;
  }

  /** Whether an undo that was cut off has put the copy there already: it is in the store no more. */
  private isPlaced(record: PathRecord, now: After): boolean {
    const state = this.begun?.get(record.path);
    if (this.begun === undefined || !isState(now) || record.kept?.how !== "copy") return false;
    if (isSameInode(record.before, now)) return false;
    const isLeft = state !== undefined && state !== null && isSameInode(state, now);
    return !isLeft && isHalfRestored(this.full.entry, record, now);
  }

  finish(): UndoPlan {
    const { full, restorations, conflicts, living } = this;
    const { entry } = full;
    if (entry.state === "running" && isAlive(entry.owner)) {
      conflicts.push({ path: entry.directory, reason: "is still being worked on by that line" });
    }
    const going = new Set(restorations.map(({ record }) => record.path));
    for (const restoration of restorations) {
      this.checkForeign(restoration, going);
      this.checkPlace(restoration.record, going);
    }
    for (const { record, now, isPlaced } of restorations) {
      if (isState(now) && now.type !== "directory") living.set(now.inode, record.path);
      // Its other names are made from it.
      if (isPlaced && record.before !== null) living.set(record.before.inode, record.path);
    }
    const { lost, taken } = findLosses(full, restorations, living);
    conflicts.push(...taken);
    const changes = restorations.flatMap(({ record, now }) => {
      const change = now === "hidden" ? "metadata" : changeOf(now, record.before, record.need);
      return record.isParent === true || change === undefined
        ? []
        : [{ path: record.path, change }];
    });
    const { isPartial } = this.chooser;
    return { full, isPartial, restorations, conflicts, lost, living, changes };
  }

  /** A directory that goes may hold only what goes with it. */
  private checkForeign({ record, now }: Restoration, going: ReadonlySet<Path>): void {
    const { path, before, below } = record;
    if (!isState(now) || now.type !== "directory" || before?.type === "directory") return;
    if (below !== undefined) {
      this.checkWithin(path, this.full.after?.[this.full.records.indexOf(record)]);
      return;
    }
    const told = new Set(this.conflicts.map((conflict) => conflict.path));
    const foreign = readdirSync(nodePath(path), { encoding: "buffer" })
      .map((name) => join(path, textOfName(name)))
      .find((inner) => !going.has(inner) && !told.has(inner));
    if (foreign !== undefined)
      this.conflicts.push({ path: foreign, reason: "was put there since" });
  }

  /** In what came as a whole nothing may be newer than its coming. */
  private checkWithin(top: Path, after: After | undefined): void {
    const newer = isState(after) ? findChangedSince(top, BigInt(after.changed)) : undefined;
    if (newer !== undefined) this.conflicts.push({ path: newer, reason: "was changed since" });
  }

  /** The directory around it must be there, or come back as well. */
  private checkPlace({ path, before }: PathRecord, going: ReadonlySet<Path>): void {
    if (before === null || going.has(dirname(path))) return;
    if (this.reader.isDirectory(dirname(path))) return;
    this.conflicts.push({ path, reason: "has no directory any more to come back to" });
  }
}

/** With a digest where there is one to compare with. */
function withDigest(
  now: After,
  path: Path,
  before: PathState | null,
  after: After | undefined,
): After {
  const hasDigest = before?.digest !== undefined || (isState(after) && after.digest !== undefined);
  if (!isState(now) || !hasDigest) return now;
  const digest = readDigest(path, now, digestLimit);
  return digest === undefined ? now : { ...now, digest };
}

function isUnchangedSince(after: After, now: After): boolean {
  if (!isState(after) || !isState(now)) return after === now;
  if (isSameInode(after, now) && after.changed === now.changed) return true;
  if (after.type === "directory") return isSameAccess(after, now) && isSameInode(after, now);
  if (!isSameState(after, now)) return false;
  return after.digest === undefined || after.digest === now.digest;
}

/**
 * Whether a file is as it was in the middle of the line: the power was lost before the disk had the
 * rest. Whoever changes a file later leaves it with a later change time, and we ourselves do when
 * we make a second name; but a file that got shorter has another modification time too.
 */
function isEarlier(now: After, after: After | undefined): boolean {
  if (!isState(after) || !isState(now) || !isSameInode(after, now)) return false;
  if (BigInt(now.changed) <= BigInt(after.changed)) return true;
  return now.type === "file" && now.modified === after.modified && now.size < after.size;
}

/** Whether a path looks as an undo leaves it that has not come to its end. */
function isHalfRestored(entry: Entry, record: PathRecord, now: PathState): boolean {
  const { before, kept } = record;
  if (before === null || before.type !== now.type) return false;
  if (before.type === "link") return before.target === now.target;
  if (before.type !== "file" || isSameInode(before, now)) return true;
  return kept?.how === "copy" && before.size === now.size && !isKept(entry, record);
}

function conflictOf(path: Path, now: After, after: After | undefined): Conflict {
  const reason = describeConflict(now, after);
  const isFile = now === null || (isState(now) && now.type !== "directory");
  return isFile ? { path, reason, canBeReplaced: true } : { path, reason };
}

function describeConflict(now: After, after: After | undefined): string {
  if (now === null) return "was removed since";
  if (now === "hidden") return "cannot be looked at now";
  return after === null ? "was made anew since" : "was changed since";
}
