import type { Argument, Span } from "./argument.ts";
import type { DiskBefore } from "./disk-before.ts";
import type { Cause, Effect, Unknown } from "./effect.ts";
import type { UndoGrade } from "./review.ts";
import type { Path } from "./world.ts";

/** How one path would differ afterwards; see `changes` in the contract. */
export interface Change {
  readonly path: Path;
  readonly change: "created" | "modified" | "deleted" | "metadata";
}

/** Is told of changes one by one, so that nobody has to hold them all. */
export interface ChangeSink {
  add(change: Change): void;
  /** Names in a directory that are deleted, with slashes between them; none of them a directory's. */
  addDeleted(directory: Path, names: string): void;
}

/** A command that a line would start, in order. */
export interface Step {
  readonly argv: readonly string[];
  readonly span: Span;
  readonly status: number | undefined;
  /** The file that a redirection has it read. */
  readonly input?: Path;
  /** The text that a pipe or a here-string gives it, where that is known and no longer than a few lines. */
  readonly given?: string;
  /** Who runs it with which words, where its rights were raised above the caller's. */
  readonly raised?: Cause;
  /** This machine has no such command: the word that names it, and whether it was judged anyway. */
  readonly missing?: { readonly word: Argument; readonly isModelled: boolean };
}

/** A variable that is given a value as it stands in the line. */
export interface TypedValue {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

/** What the line leaves to be run later by itself, such as a job of cron. */
export interface Later {
  readonly foreseen: Foreseen;
  /** Where it stands or waits, for people. */
  readonly where: string;
  /** What in the line leaves it there. */
  readonly span: Span;
}

/** A line or a task turned into what it would do. Nothing of it has been done. */
export interface Foreseen {
  readonly line: string;
  /** The arguments as given when there was no shell line. */
  readonly argv: readonly string[] | null;
  readonly directory: Path;
  readonly effects: readonly Effect[];
  readonly unknown: readonly Unknown[];
  readonly steps: readonly Step[];
  /** Variables under names of secrets, or of proofs asked for, that get a value in the line itself. */
  readonly typed?: readonly TypedValue[];
  /** Not everything was walked: every count is "at least". */
  readonly isPartlyCounted: boolean;
  /** Commands, as their causes name them, of which not everything was walked. */
  readonly cutShort?: ReadonlySet<Cause["command"]>;
  /** The status the line would end with, where that can be known. */
  readonly status: number | undefined;
  /** How far it could be brought back; set before guards are asked. */
  readonly undo?: UndoGrade;
  /** What it leaves to be run later, each as it would go now; worked out on demand. */
  later?(): readonly Later[];
  /** Every path that would differ; worked out on demand, since it may walk large trees. */
  changes(): readonly Change[];
  /** Tells `changes()` without making a list of them. */
  tellChanges?(sink: ChangeSink): void;
  /** `changes()` with git's inner files, which are kept and undone like any other. */
  everyChange?(): readonly Change[];
  /** The text of a file as the line leaves it, where that is known; root's view, at most 1 MB. */
  textAfter?(path: Path): string | undefined;
  /** The same as it is now, before the line. */
  textBefore?(path: Path): string | undefined;
  /** The disk as it is now, before the line: who may do what. */
  readonly before?: DiskBefore;
  /** Paths that any operation reached, those included of which only the times would differ. */
  touched?(): readonly Path[];
}
