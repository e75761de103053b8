import { dirname, resolve } from "node:path/posix";
import type { Effect, FileEffect } from "../domain/effect.ts";
import type { Foreseen } from "../domain/plan.ts";
import type { FileStatus, Path } from "../domain/world.ts";
import { countsLinks } from "./counts-links.ts";
import type { Need } from "./entry.ts";

/** What has to be kept before a line or an undo may go on. */
export interface Needs {
  readonly paths: ReadonlyMap<Path, Need>;
  /** Directories whose modification time moves because entries come and go. */
  readonly parents: ReadonlySet<Path>;
  /** Paths that stay as they are and share an inode with one that does not. */
  readonly witnesses: ReadonlySet<Path>;
  /** The line goes by the number of a file's names, so that files are kept as copies. */
  readonly countsLinks: boolean;
  /** Inodes, as `device:inode`, that are written in place, under whatever name. */
  readonly written: ReadonlyMap<string, "bytes" | "length">;
  /** Paths whose extended attributes could change without a trace in what lstat(2) says. */
  readonly attributes: ReadonlySet<Path>;
  /** Paths whose flags, those of chattr(1), could change. */
  readonly flagged: ReadonlySet<Path>;
  /** Operands of what deletes, moves or changes rights: what appears below them may be hit too. */
  readonly searched: ReadonlySet<Path>;
  /** What goes or comes as a whole, with how many paths below; nothing below is looked at. */
  readonly trees?: ReadonlyMap<Path, number>;
}

/** What the foreseen line would take away, by path. Walks large trees; not for a mere check. */
export function listNeeds(foreseen: Foreseen): Needs {
  const effects = foreseen.effects.filter(isFileEffect);
  const written = listWritten(effects);
  const renamed = listRenamed(effects);
  const paths = new Map<Path, Need>();
  for (const { path, change } of foreseen.everyChange?.() ?? foreseen.changes()) {
    if (change === "created") paths.set(path, "nothing");
    else if (change === "deleted") paths.set(path, "name");
    // With another file of the same bytes in its place the status alone would not do.
    else if (change === "metadata") paths.set(path, renamed.has(path) ? "name" : "status");
    else paths.set(path, renamed.has(path) ? "name" : "bytes");
  }
  for (const path of renamed) if (!paths.has(path)) paths.set(path, "name");
  for (const path of reached(foreseen, effects)) if (!paths.has(path)) paths.set(path, "status");
  const attributes = listAttributeChanges(effects);
  const flagged = listFlagged(effects);
  const searched = listSearched(effects);
  const witnesses = listWitnesses(effects, paths);
  return {
    paths,
    parents: listParents(paths),
    witnesses,
    countsLinks: countsLinks(foreseen),
    written,
    attributes,
    flagged,
    searched,
  };
}

export function isFileEffect(effect: Effect): effect is FileEffect {
  return "path" in effect && effect.kind !== "device" && effect.kind !== "process";
}

/** Which inodes are written in place, and whether bytes are only added at their end. */
function listWritten(effects: readonly FileEffect[]): ReadonlyMap<string, "bytes" | "length"> {
  const written = new Map<string, "bytes" | "length">();
  for (const effect of effects) {
    if (effect.kind !== "write" || effect.how === "replace" || effect.isSame) continue;
    const key = inodeKey(effect.before);
    const need = effect.how === "append" && written.get(key) !== "bytes" ? "length" : "bytes";
    written.set(key, need);
  }
  return written;
}

function inodeKey(status: FileStatus): string {
  return `${status.device}:${status.inode}`;
}

/** Paths whose name goes to another inode or to none at some time in the line. */
function listRenamed(effects: readonly FileEffect[]): ReadonlySet<Path> {
  const renamed = new Set<Path>();
  for (const effect of effects) {
    if (effect.kind === "delete") renamed.add(effect.path);
    if (effect.kind === "move") renamed.add(effect.from).add(effect.path);
    if (effect.kind === "link" && effect.replaced !== undefined) renamed.add(effect.path);
    if (effect.kind === "write" && effect.how === "replace") renamed.add(effect.path);
  }
  return renamed;
}

function* reached(foreseen: Foreseen, effects: readonly FileEffect[]): Iterable<Path> {
  for (const effect of effects) yield effect.path;
  yield* foreseen.touched?.() ?? [];
}

function listParents(paths: ReadonlyMap<Path, Need>): ReadonlySet<Path> {
  const parents = new Set<Path>();
  for (const [path, need] of paths) {
    if (need === "status" || need === "length") continue;
    const parent = dirname(path);
    if (!paths.has(parent)) parents.add(parent);
  }
  return parents;
}

/** chmod and chown leave everything but file capabilities alone; other programs may not. */
function listAttributeChanges(effects: readonly FileEffect[]): ReadonlySet<Path> {
  const paths = new Set<Path>();
  for (const effect of effects) {
    if (effect.kind !== "metadata") continue;
    const { program } = effect.cause;
    if (program === "chmod") continue;
    const isOwner = program === "chown" || program === "chgrp";
    if (!isOwner || (effect.before.mode & 0o111) !== 0) paths.add(effect.path);
  }
  return paths;
}

function listFlagged(effects: readonly FileEffect[]): ReadonlySet<Path> {
  const flagged = effects.filter(
    (effect) => effect.kind === "metadata" && effect.flags !== undefined,
  );
  return new Set(flagged.map(({ path }) => path));
}

function listWitnesses(
  effects: readonly FileEffect[],
  paths: ReadonlyMap<Path, Need>,
): ReadonlySet<Path> {
  const witnesses = new Set<Path>();
  for (const effect of effects) {
    if (effect.kind !== "link" || effect.isSymbolic || paths.has(effect.target)) continue;
    witnesses.add(effect.target);
  }
  return witnesses;
}

function listSearched(effects: readonly FileEffect[]): ReadonlySet<Path> {
  const searched = new Set<Path>();
  for (const { kind, cause } of effects) {
    if (kind !== "delete" && kind !== "move" && kind !== "metadata") continue;
    searched.add(resolve(cause.directory, cause.operand?.text ?? "."));
  }
  return searched;
}
