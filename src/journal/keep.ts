import { dirname } from "node:path/posix";
import type { UndoGrade } from "../domain/review.ts";
import type { Path } from "../domain/world.ts";
import { readAttributes } from "./attributes.ts";
import { copyLimitOf, type JournalContext } from "./context.ts";
import type { Attributes, Kept, Need, PathRecord, PathState } from "./entry.ts";
import { readFlags } from "./file-flags.ts";
import { KeepingPlace } from "./keeping-place.ts";
import type { Needs } from "./needs.ts";
import { PathReader } from "./path-reader.ts";
import { readDigest, readStatus } from "./path-state.ts";

/** Bytes up to which a file's content is told apart by a digest and not by size and times alone. */
export const digestLimit = 1 << 16;

/** What was kept of the paths that a line or an undo is about to change. */
export interface KeptPaths {
  readonly records: readonly PathRecord[];
  readonly stores: readonly Path[];
  readonly bytes: number;
  /** Copies and directories that have to be on the disk before the line starts. */
  readonly unsynced: readonly Path[];
  /** Files that could not be kept, with the reason in the record. */
  readonly missing: readonly PathRecord[];
}

/** Keeps what `needs` lists, for the entry `id`. Throws StoreFailure when no store can be written. */
export function keepPaths(needs: Needs, id: string, context: JournalContext): KeptPaths {
  const keeper = new Keeper(needs, id, context);
  try {
    for (const [path, need] of needs.paths) keeper.keep(path, need);
    for (const path of needs.parents) keeper.note(path, { isParent: true });
    for (const path of needs.witnesses) keeper.note(path, { isWitness: true });
    return keeper.finish();
  } catch (error) {
    keeper.drop();
    throw error;
  }
}

/** Whether everything, something or nothing of what counts could be kept. */
export function gradeOf(kept: KeptPaths): UndoGrade {
  if (kept.missing.length === 0) return "full";
  const wanted = kept.records.filter(({ need, before }) => need !== "status" && before !== null);
  return kept.missing.length < wanted.length ? "part" : "none";
}

class Keeper {
  private readonly needs: Needs;
  private readonly place: KeepingPlace;
  private readonly reader = new PathReader();
  private readonly records: PathRecord[] = [];
  private readonly withAttributes: number[] = [];
  private readonly byInode = new Map<string, Kept>();

  constructor(needs: Needs, id: string, context: JournalContext) {
    this.needs = needs;
    const limit = copyLimitOf(context);
    this.place = new KeepingPlace(id, context, limit, (path) => this.isWithinChanged(path));
  }

  /**
   * Whether a directory, or one around it, is itself among what goes or changes. A new directory
   * must not lie where the line searches either: `find . -delete` would find it.
   */
  private isWithinChanged(directory: Path): boolean {
    const { paths, searched } = this.needs;
    const isNew = readStatus(directory) === undefined;
    for (let at = directory; ; at = dirname(at)) {
      if (paths.has(at) || (isNew && searched.has(at))) return true;
      if (at === "/") return false;
    }
  }

  keep(path: Path, need: Need): void {
    const before = this.reader.read(path);
    const below = this.needs.trees?.get(path);
    const tree = below === undefined ? {} : { below };
    if (before === null || before === "hidden") {
      const missing = before === null ? {} : { missing: "it cannot be looked at" };
      this.records.push({ path, need: "nothing", before: null, ...missing, ...tree });
      return;
    }
    if (below !== undefined) {
      this.records.push({ path, need: "name", before, ...tree, ...this.reserve(path) });
      return;
    }
    const actual = this.actualNeed(need, before);
    const record = this.keepExisting(path, actual, before);
    // A copy that takes the place of its original has none of the original's attributes.
    const isReplacing = need === "name" && record.kept?.how === "copy";
    if (isReplacing || this.needsAttributes(path, actual, before)) {
      this.withAttributes.push(this.records.length);
    }
    this.records.push(record);
  }

  private reserve(path: Path): Pick<PathRecord, "kept" | "missing"> {
    const kept = this.place.reserve(path);
    return kept === undefined ? { missing: "it cannot be moved as a whole" } : { kept };
  }

  /** Records a path of which nothing is lost. */
  note(path: Path, role: Pick<PathRecord, "isParent" | "isWitness">): void {
    const before = this.reader.read(path);
    if (before === null || before === "hidden") return;
    this.records.push({ path, need: "status", ...role, before });
  }

  /** What is written in place under any of its names cannot be kept by a hard link. */
  private actualNeed(need: Need, { type, device, inode }: PathState): Need {
    const written = type === "file" ? this.needs.written.get(`${device}:${inode}`) : undefined;
    if (written === "bytes") return "bytes";
    if (written === "length") return need === "bytes" || need === "status" ? "length" : "bytes";
    // A name that was to be made and is there already: it would be replaced.
    if (need === "nothing") return "name";
    if (need !== "bytes" || type === "file") return need;
    return type === "directory" ? "status" : "name";
  }

  private needsAttributes(path: Path, need: Need, { type, mode }: PathState): boolean {
    if (need === "nothing" || type === "link") return false;
    if (this.needs.attributes.has(path)) return true;
    if (type === "directory") return need === "name";
    // Writing takes file capabilities away, and only root can give them back.
    return need === "bytes" && (mode & 0o111) !== 0 && process.geteuid?.() === 0;
  }

  private keepExisting(path: Path, need: Need, before: PathState): PathRecord {
    const record = { path, need, before };
    if (need === "status" || before.type === "directory") return record;
    const digest = need === "name" ? undefined : readDigest(path, before, digestLimit);
    const told = digest === undefined ? record : { ...record, before: { ...before, digest } };
    if (need === "length") return told;
    const key = `${before.device}:${before.inode}`;
    const known = before.links > 1 ? this.byInode.get(key) : undefined;
    if (known !== undefined) return { ...told, kept: known };
    // What has several names already is no different with one more.
    const isSingle = before.type === "file" && before.links === 1;
    const isLinked = need === "name" && !(this.needs.countsLinks && isSingle);
    const kept = isLinked ? this.place.link(path, before) : this.place.copy(path, before);
    if ("missing" in kept) return isMadeAnew(before) ? told : { ...told, missing: kept.missing };
    if (before.links > 1) this.byInode.set(key, kept);
    return { ...told, kept };
  }

  /** Leaves nothing behind. */
  drop(): void {
    this.place.drop();
  }

  private noteFlags(): void {
    const flags = readFlags([...this.needs.flagged]);
    this.records.forEach((record, index) => {
      if (!this.needs.flagged.has(record.path)) return;
      const told = flags.get(record.path);
      const isTold = record.before !== null && told !== undefined;
      const before = isTold ? { ...record.before, flags: told } : record.before;
      this.records[index] = { ...record, isFlagged: true, before };
    });
  }

  finish(): KeptPaths {
    const indexes = this.withAttributes;
    const paths = indexes.flatMap((index) => this.records[index]?.path ?? []);
    const attributes = paths.length === 0 ? new Map<Path, Attributes>() : readAttributes(paths);
    for (const index of attributes === undefined ? [] : indexes) {
      const record = this.records[index];
      if (record === undefined) continue;
      this.records[index] = { ...record, attributes: attributes?.get(record.path) ?? {} };
    }
    this.noteFlags();
    const unsynced = this.place.listUnsynced();
    const missing = this.records.filter((record) => record.missing !== undefined);
    const { stores, bytes } = this.place;
    return { records: this.records, stores, bytes, unsynced, missing };
  }
}

/** What is wholly told by its record, so that undo can make it again. */
function isMadeAnew({ type }: PathState): boolean {
  return type !== "file" && type !== "socket";
}
