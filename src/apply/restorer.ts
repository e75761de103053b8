import {
  chmodSync,
  closeSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  unlinkSync,
} from "node:fs";
import { dirname } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { keptPath, type Running, readFlagsNow } from "../journal/complete.ts";
import type { After, Entry, PathRecord, PathState } from "../journal/entry.ts";
import type { FlagChange } from "../journal/file-flags.ts";
import { PathReader } from "../journal/path-reader.ts";
import { isSameInode, isState, readPathState, readStatus } from "../journal/path-state.ts";
import { nodePath, systemCodeOf } from "../system/node-path.ts";
import { loosenAnchored, writeFlagsAnchored } from "./anchored-flags.ts";
import { isKept, needsBytes } from "./losses.ts";
import { Placer } from "./placer.ts";
import { settle } from "./settle.ts";
import type { Restoration, UndoPlan } from "./undo-plan.ts";

/** A restoration whose present state is known for certain. */
interface Seen {
  readonly record: PathRecord;
  readonly now: PathState | null;
  readonly withTime: boolean;
  readonly isPlaced?: true;
}

/**
 * Carries out what `planUndo` found. Each step can be repeated: an undo that was cut off is done
 * again from its beginning. Gives the paths whose attributes could not all be brought back.
 */
export function restore(plan: UndoPlan, running: Running): readonly Path[] {
  const restorer = new Restorer(plan, running);
  try {
    return restorer.run();
  } finally {
    restorer.close();
  }
}

class Restorer {
  private readonly entry: Entry;
  private readonly plan: UndoPlan;
  private readonly placer: Placer;
  /** Where a former inode has a name again. */
  private readonly inPlace = new Map<string, Path>();
  private readonly loosened = new Map<Path, number>();
  private readonly lost: ReadonlySet<Path>;
  /** The undo itself, which keeps what it takes away. */
  private readonly running: Running;

  constructor(plan: UndoPlan, running: Running) {
    this.plan = plan;
    this.running = running;
    this.entry = plan.full.entry;
    this.placer = new Placer(this.entry);
    this.lost = new Set(plan.lost.map(({ path }) => path));
  }

  close(): void {
    this.placer.close();
  }

  run(): readonly Path[] {
    const { restorations } = this.plan;
    loosenAnchored(restorations.flatMap(flagChangeOf));
    this.openDirectories(restorations);
    const seen = restorations.map(see).sort(byDepth);
    for (const { record, now, isPlaced } of seen) {
      const { before, path } = record;
      const isInPlace = isPlaced || isSameInode(before, now);
      if (before !== null && isInPlace) this.inPlace.set(before.inode, path);
    }
    this.keepMoved(seen);
    for (const one of seen.toReversed()) this.remove(one);
    for (const one of seen) this.makeDirectory(one);
    for (const one of seen) this.putBack(one);
    for (const one of seen) this.rewrite(one);
    const rest = settle(seen.filter(({ record }) => !this.isGone(record)));
    for (const [path, mode] of [...this.loosened].reverse()) chmodSync(nodePath(path), mode);
    const flagged = [...rest, ...writeFlagsAnchored(this.listFlagged())];
    return [...new Set(flagged)];
  }

  /** Set last of all, since some keep a file as it is. */
  private listFlagged(): readonly FlagChange[] {
    const { restorations } = this.plan;
    const now = readFlagsNow(restorations.map(({ record }) => record));
    return restorations.flatMap(({ record: { path, before } }) => {
      const found = now.get(path);
      const wanted = before?.flags;
      return found === undefined || wanted === undefined ? [] : [{ path, wanted, found }];
    });
  }

  /** Files that merely moved are taken into the store again before their new names go. */
  private keepMoved(seen: readonly Seen[]): void {
    const made = new Map<Path, PathState | null>();
    for (const { record, now } of seen) if (record.before === null) made.set(record.path, now);
    for (const { record, now, isPlaced } of seen) {
      const { before, kept } = record;
      if (before === null || kept === undefined || isSameInode(before, now) || isPlaced) continue;
      const path = this.plan.living.get(before.inode);
      if (path === undefined) continue;
      const file = keptPath(this.entry, kept);
      if (kept.how === "copy") this.takeBack(record, path, made.get(path) ?? null, file);
      else if (readStatus(file) === undefined) {
        linkSync(this.placer.anchors.at(path), nodePath(file));
      }
    }
  }

  /** The moved inode itself is better than its copy: another user's file stays that user's. */
  private takeBack(
    { before, need }: PathRecord,
    path: Path,
    now: PathState | null,
    file: Path,
  ): void {
    if (need !== "name" || before === null || now === null) return;
    if (now.size !== before.size || now.modified !== before.modified) return;
    const name = this.placer.checked(path, now);
    if (name === undefined) return;
    try {
      renameSync(name, nodePath(file));
    } catch (error) {
      // The store is on another mount, or the directory is not ours to take from: the copy will do.
      if (!["EXDEV", "EPERM", "EACCES"].includes(systemCodeOf(error))) throw error;
    }
  }

  private isGone({ path }: PathRecord): boolean {
    return this.lost.has(path) && readStatus(path) === undefined;
  }

  /** Opens own directories that are closed to their owner, from the top; settled at the end. */
  private openDirectories(restorations: readonly Restoration[]): void {
    if (process.geteuid?.() === 0) return;
    const directories = new Set<Path>();
    for (const { record, now } of restorations) {
      directories.add(dirname(record.path));
      if (isState(now) && now.type === "directory") directories.add(record.path);
    }
    const sorted = [...directories].sort((first, second) => first.length - second.length);
    const reader = new PathReader();
    for (const directory of sorted) this.loosen(directory, reader.read(directory));
  }

  private loosen(path: Path, status: After): void {
    if (!isState(status) || status.type !== "directory") return;
    if (status.uid !== process.geteuid?.()) return;
    const { mode } = status;
    if ((mode & 0o700) === 0o700) return;
    chmodSync(this.placer.anchors.at(path), mode | 0o700);
    const isRecorded = this.plan.restorations.some(
      ({ record }) => record.path === path && record.isParent !== true,
    );
    if (!isRecorded) this.loosened.set(path, mode);
  }

  /** Removes what the line made, and what stands in the way of something of another kind. */
  private remove({ record: { path, before, below }, now }: Seen): void {
    if (now === null || this.lost.has(path)) return;
    if (before === null && below !== undefined) {
      this.moveAway(path, now);
      return;
    }
    const isDirectory = now.type === "directory";
    if (before !== null && isDirectory === (before.type === "directory")) return;
    const name = this.placer.checked(path, now);
    if (name === undefined) return;
    if (isDirectory) rmdirSync(name);
    else unlinkSync(name);
  }

  /** What came as a whole goes as a whole, into the store of the undo. */
  private moveAway(path: Path, now: PathState): void {
    const kept = this.running.records.find((record) => record.path === path)?.kept;
    const name = this.placer.checked(path, now);
    if (name === undefined || kept === undefined) return;
    renameSync(name, nodePath(keptPath(this.running.entry, kept)));
  }

  private makeDirectory({ record: { path, before, kept }, now }: Seen): void {
    if (before?.type !== "directory" || now?.type === "directory" || kept?.how === "tree") return;
    mkdirSync(this.placer.anchors.at(path), { mode: 0o700 });
  }

  /** Gives a former file its name back: the inode itself where it was kept, else a copy of it. */
  private putBack({ record, now, isPlaced }: Seen): void {
    const { path, before, kept } = record;
    if (before === null || this.lost.has(path) || isPlaced) return;
    if (before.type === "directory" && kept?.how !== "tree") return;
    if (isSameInode(before, now)) return;
    if (now !== null && now.type !== "directory") this.placer.checked(path, now);
    const twin = this.inPlace.get(before.inode);
    if (twin !== undefined) this.placer.link(twin, path);
    else if (kept !== undefined && isKept(this.entry, record)) this.placer.putBack(kept, path);
    else this.placer.makeAnew(path, before);
    this.inPlace.set(before.inode, path);
  }

  /** Writes former bytes into the very inode, so that its other names get them as well. */
  private rewrite({ record, now }: Seen): void {
    const { path, before, need, kept } = record;
    if (before?.type !== "file" || now === null || this.lost.has(path)) return;
    if (!isSameInode(before, now)) return;
    const isShortened = need === "length" && now.size !== before.size;
    if (!isShortened && !needsBytes(record, now)) return;
    const file = this.placer.open(path, now);
    try {
      if (isShortened) ftruncateSync(file, before.size);
      else if (kept?.how === "copy") this.placer.rewrite(kept, file);
    } finally {
      closeSync(file);
    }
  }
}

function flagChangeOf({ record: { path, before }, now }: Restoration): readonly FlagChange[] {
  if (!isState(now) || now.flags === undefined) return [];
  return [{ path, wanted: before?.flags ?? "", found: now.flags }];
}

function see(restoration: Restoration): Seen {
  const { record, now } = restoration;
  return { ...restoration, now: now === "hidden" ? readPathState(record.path) : now };
}

function byDepth({ record: first }: Seen, { record: second }: Seen): number {
  return depth(first.path) - depth(second.path);
}

function depth(path: Path): number {
  let count = 0;
  for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) count += 1;
  return count;
}
