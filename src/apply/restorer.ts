import { Buffer } from "node:buffer";
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path/posix";
import type { Path } from "../domain/world.ts";
import { keptPath } from "../journal/complete.ts";
import type { After, Entry, PathRecord, PathState } from "../journal/entry.ts";
import { PathReader } from "../journal/path-reader.ts";
import { isSameInode, readPathState, readStatus } from "../journal/path-state.ts";
import { runHelper, runWithList } from "../journal/run-helper.ts";
import { nodePath, systemCodeOf } from "../system/node-path.ts";
import { Anchors } from "./anchor.ts";
import { isKept, isState, needsBytes } from "./plan-undo.ts";
import { settle } from "./settle.ts";
import type { Restoration, UndoPlan } from "./undo-plan.ts";

/** Something changed between the look at it and its turn. */
export class ChangedMeanwhile extends Error {
  override readonly name = "ChangedMeanwhile";
}

/** A restoration whose present state is known for certain. */
interface Seen {
  readonly record: PathRecord;
  readonly now: PathState | null;
  readonly withTime: boolean;
}

/**
 * Carries out what `planUndo` found. Each step can be repeated: an undo that was cut off is done
 * again from its beginning. Gives the paths whose attributes could not all be brought back.
 */
export function restore(plan: UndoPlan): readonly Path[] {
  const restorer = new Restorer(plan.full.entry, plan);
  try {
    return restorer.run();
  } finally {
    restorer.close();
  }
}

class Restorer {
  private readonly entry: Entry;
  private readonly plan: UndoPlan;
  private readonly anchors = new Anchors();
  /** Where a former inode has a name again. */
  private readonly inPlace = new Map<string, Path>();
  private readonly loosened = new Map<Path, number>();
  private readonly lost: ReadonlySet<Path>;

  constructor(entry: Entry, plan: UndoPlan) {
    this.entry = entry;
    this.plan = plan;
    this.lost = new Set(plan.lost.map(({ path }) => path));
  }

  close(): void {
    this.anchors.close();
  }

  run(): readonly Path[] {
    const { restorations } = this.plan;
    this.openDirectories(restorations);
    const seen = restorations.map((one) => this.see(one)).sort(byDepth);
    for (const { record, now } of seen) {
      const { before } = record;
      if (before !== null && isSameInode(before, now)) this.inPlace.set(before.inode, record.path);
    }
    this.keepMoved(seen);
    for (const one of seen.toReversed()) this.remove(one);
    for (const one of seen) this.makeDirectory(one);
    for (const one of seen) this.putBack(one);
    for (const one of seen) this.rewrite(one);
    const rest = settle(seen.filter(({ record }) => !this.isGone(record)));
    for (const [path, mode] of [...this.loosened].reverse()) chmodSync(nodePath(path), mode);
    return rest;
  }

  /** Files that merely moved are taken into the store again before their new names go. */
  private keepMoved(seen: readonly Seen[]): void {
    for (const { record, now } of seen) {
      const { before, kept } = record;
      if (before === null || kept?.how !== "link" || isSameInode(before, now)) continue;
      const path = this.plan.living.get(before.inode);
      const file = keptPath(this.entry, kept);
      if (path === undefined || readStatus(file) !== undefined) continue;
      linkSync(this.anchors.at(path), nodePath(file));
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
    chmodSync(this.anchors.at(path), mode | 0o700);
    const isRecorded = this.plan.restorations.some(
      ({ record }) => record.path === path && record.isParent !== true,
    );
    if (!isRecorded) this.loosened.set(path, mode);
  }

  private see({ record, now, withTime }: Restoration): Seen {
    const actual = now === "hidden" ? readPathState(record.path) : now;
    return { record, now: actual, withTime };
  }

  /** Removes what the line made, and what stands in the way of something of another kind. */
  private remove({ record: { path, before }, now }: Seen): void {
    if (now === null || this.lost.has(path)) return;
    const isDirectory = now.type === "directory";
    if (before !== null && isDirectory === (before.type === "directory")) return;
    const name = this.checked(path, now);
    if (name === undefined) return;
    if (isDirectory) rmdirSync(name);
    else unlinkSync(name);
  }

  /** The anchored name of a path that is still what was seen; undefined when it is gone. */
  private checked(path: Path, now: PathState): string | Buffer | undefined {
    const name = this.anchors.at(path);
    const status = lstatSync(name, { bigint: true, throwIfNoEntry: false });
    if (status === undefined) return undefined;
    if (String(status.ino) !== now.inode)
      throw new ChangedMeanwhile(`${path} was changed just now`);
    return name;
  }

  private makeDirectory({ record: { path, before }, now }: Seen): void {
    if (before?.type !== "directory" || now?.type === "directory") return;
    mkdirSync(this.anchors.at(path), { mode: 0o700 });
  }

  /** Gives a former file its name back: the inode itself where it was kept, else a copy of it. */
  private putBack({ record, now }: Seen): void {
    const { path, before } = record;
    if (before === null || before.type === "directory" || this.lost.has(path)) return;
    if (isSameInode(before, now)) return;
    if (now !== null && now.type !== "directory") this.checked(path, now);
    const twin = this.inPlace.get(before.inode);
    if (twin !== undefined) this.place(path, (name) => linkSync(nodePath(twin), name));
    else if (isKept(this.entry, record)) this.putBackKept(record, path);
    else this.makeAnew(path, before);
    this.inPlace.set(before.inode, path);
  }

  private putBackKept({ kept }: PathRecord, path: Path): void {
    if (kept === undefined) return;
    const file = keptPath(this.entry, kept);
    try {
      renameSync(nodePath(file), this.anchors.at(path));
    } catch (error) {
      if (systemCodeOf(error) !== "EXDEV") throw error;
      this.place(path, (name) => copyWhole(file, name));
    }
  }

  private makeAnew(path: Path, before: PathState): void {
    this.place(path, (name) => {
      if (before.type === "link") symlinkSync(Buffer.from(nodePath(before.target ?? "")), name);
      else if (before.type === "fifo") runWithList(["mkfifo", "--"], [this.aside(path)]);
      else makeDevice(this.aside(path), before);
    });
  }

  /** Makes a file under a name beside and moves it over, so that the path is never missing. */
  private place(path: Path, make: (name: string | Buffer) => void): void {
    const temporary = this.aside(path);
    const name = this.anchors.at(temporary);
    if (lstatSync(name, { throwIfNoEntry: false }) !== undefined) unlinkSync(name);
    make(name);
    renameSync(name, this.anchors.at(path));
  }

  /** The same name each time, so that what was cut off is found again and replaced. */
  private aside(path: Path): Path {
    return join(dirname(path), `.handrail-restoring-${this.entry.id}`);
  }

  /** Writes former bytes into the very inode, so that its other names get them as well. */
  private rewrite({ record, now }: Seen): void {
    const { path, before, need } = record;
    if (before?.type !== "file" || now === null || !isSameInode(before, now) || this.lost.has(path))
      return;
    const isShortened = need === "length" && now.size !== before.size;
    if (!isShortened && !needsBytes(record, now)) return;
    const file = this.openToWrite(path, now);
    try {
      if (isShortened) ftruncateSync(file, before.size);
      else if (record.kept?.how === "copy") copyInto(keptPath(this.entry, record.kept), file);
    } finally {
      closeSync(file);
    }
  }

  private openToWrite(path: Path, now: PathState): number {
    const name = this.checked(path, now);
    if (name === undefined) throw new ChangedMeanwhile(`${path} was removed just now`);
    const flags = constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    try {
      return openSync(name, flags);
    } catch (error) {
      if (systemCodeOf(error) !== "EACCES") throw error;
      makeWritable(name, now);
      return openSync(name, flags);
    }
  }
}

function byDepth({ record: first }: Seen, { record: second }: Seen): number {
  return depth(first.path) - depth(second.path);
}

function depth(path: Path): number {
  let count = 0;
  for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) count += 1;
  return count;
}

/** The owner's own right to write, given for the time of the undo; settled at its end. */
function makeWritable(name: string | Buffer, { mode }: PathState): void {
  const file = openSync(name, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    fchmodSync(file, mode | 0o600);
  } finally {
    closeSync(file);
  }
}

function makeDevice(path: Path, { type, deviceNumber }: PathState): void {
  const major = ((deviceNumber >> 8) & 0xfff).toString();
  const minor = ((deviceNumber & 0xff) | ((deviceNumber >> 12) & 0xfff00)).toString();
  runWithList(["-I", "{}", "mknod", "{}", type === "block" ? "b" : "c", major, minor], [path]);
}

const wholeLimit = 1 << 20;

/** cp(1) for what is large or has holes. */
function copyInto(from: Path, file: number): void {
  const { size, blocks } = lstatSync(nodePath(from));
  if (size > wholeLimit || blocks * 512 < size - 4096) {
    const words = ["--reflink=auto", "--sparse=auto", "--", from, "/proc/self/fd/3"];
    if (runHelper("cp", words, "", file).status === 0) return;
  }
  const bytes = readFileSync(nodePath(from));
  ftruncateSync(file, 0);
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, at);
}

function copyWhole(from: Path, name: string | Buffer): void {
  copyFileSync(nodePath(from), name, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  const file = openSync(name, constants.O_RDWR | constants.O_NOFOLLOW);
  try {
    const { size, blocks } = lstatSync(nodePath(from));
    if (blocks * 512 < size - 4096 && fstatSync(file).isFile()) copyInto(from, file);
  } finally {
    closeSync(file);
  }
}
