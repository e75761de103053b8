import type { Action } from "../domain/action.ts";
import type { ChangeCounts, EntryKind } from "../domain/history.ts";
import type { UndoGrade } from "../domain/review.ts";
import type { FileType, Path } from "../domain/world.ts";

/** The version of what the journal writes; changed only together with a reader of the old form. */
export const journalSchema = "handrail/journal@1";

/** What lstat(2) says of a path, with numbers that exceed a double written as decimal text. */
export interface PathState {
  readonly type: FileType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly device: string;
  readonly inode: string;
  readonly links: number;
  readonly deviceNumber: number;
  /** Nanoseconds since 1970. */
  readonly modified: string;
  readonly changed: string;
  /** Where a symbolic link points. */
  readonly target?: string;
  /** SHA-256 of a small file's bytes. */
  readonly digest?: string;
  /** What chattr(1) set; told only where it could change. */
  readonly flags?: string;
}

/** A path's state after the line; hidden where a directory on the way to it was closed to us. */
export type After = PathState | null | "hidden";

/**
 * What has to be kept of a path.
 * nothing: it is not there yet; status: its bytes stay; name: its name goes and its bytes stay
 * whole, so a hard link will do; bytes: they are written in place; length: bytes are only added.
 */
export type Need = "nothing" | "status" | "name" | "bytes" | "length";

/** Extended attributes by name, values in base64. */
export type Attributes = Readonly<Record<string, string>>;

/** One path as it was before the line ran, and where what would be lost of it lies now. */
export interface PathRecord {
  readonly path: Path;
  readonly need: Need;
  /** Only a directory whose modification time moves because entries come and go. */
  readonly isParent?: boolean;
  /** Its flags, those of chattr(1), could change. */
  readonly isFlagged?: boolean;
  /** Not changed at all; noted because a kept file may still live under this name. */
  readonly isWitness?: boolean;
  readonly before: PathState | null;
  readonly kept?: Kept;
  /** Why it could not be kept. */
  readonly missing?: string;
  readonly attributes?: Attributes;
  /** It goes and comes as a whole, with this many paths below that have no record of their own. */
  readonly below?: number;
}

/** A file in a store: the very inode under another name, or a copy; or a whole tree that was moved. */
export interface Kept {
  readonly how: "link" | "copy" | "tree";
  /** Index into the entry's `stores`. */
  readonly store: number;
  /** Below the store; two numbers, and after them where in a moved tree it lies. */
  readonly name: string;
}

export interface Entry {
  readonly schema: typeof journalSchema;
  readonly id: string;
  readonly kind: EntryKind;
  readonly of?: string;
  readonly line: string;
  readonly argv: readonly string[] | null;
  readonly directory: Path;
  readonly uid: number;
  readonly time: string;
  /** The process that writes the entry, and when the kernel started it. */
  readonly owner: { readonly pid: number; readonly start: string };
  readonly state: "keeping" | "running" | "done" | "undoing" | "undone";
  readonly status?: number;
  readonly undo: UndoGrade;
  readonly reason?: string;
  readonly counts: ChangeCounts;
  /** An undo of some of it only. */
  readonly isPartial?: boolean;
  /** Nothing is other than before, not even a time: there is nothing to undo. */
  readonly isIdle?: boolean;
  /** Trees that were moved as a whole have a record for each path by now, in files of their own. */
  readonly isUnfolded?: boolean;
  /** Private directories that hold this entry's kept files, absolute. */
  readonly stores: readonly Path[];
  readonly keptBytes: number;
  /** What a plan did is an entry for each part of it that comes back in one way. */
  readonly plan?: EntryPlan;
}

/** The plan that an entry is a part of. */
export interface EntryPlan {
  /** The run that carried it out. */
  readonly id: string;
  readonly title: string;
  /** What was done and what takes it back; absent where the files concerned are kept. */
  readonly actions?: readonly Action[];
  readonly inverse?: readonly Action[];
}

/** An entry with its paths. `after` is missing where the line never came to its end. */
export interface FullEntry {
  readonly entry: Entry;
  readonly records: readonly PathRecord[];
  /** For each record the path's state when the line had ended. */
  readonly after?: readonly After[];
}
