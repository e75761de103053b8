import { isError } from "../../domain/world.ts";
import type { GitCall } from "./git-call.ts";
import { replaceFile } from "./inner-files.ts";
import { type IndexEntry, parseIndex } from "./parse-entries.ts";
import { cannotTell } from "./stop.ts";

/**
 * Where the entries of the index stand: on the disk, or in the model, where an earlier command of
 * the line changed them. The view's index then holds this module's own text in place of git's
 * binary form, which nobody reads before it is really there.
 */
export type IndexState =
  | { readonly kind: "disk" }
  | { readonly kind: "model"; readonly entries: readonly IndexEntry[] };

const heading = "entries as foreseen\0";
/** Written anew with the same entries. */
const same = "entries as on disk\0";

/** What is known of the index; undefined where an earlier command left it in a state not known. */
export function findIndexState(git: GitCall): IndexState | undefined {
  const path = `${git.repository.gitDirectory}/index`;
  const { files } = git.call;
  if (files.isUnchanged(path)) return { kind: "disk" };
  const text = files.text(path, Number.MAX_SAFE_INTEGER);
  if (text === undefined || isError(text)) return undefined;
  if (text === same) return { kind: "disk" };
  return text.startsWith(heading)
    ? { kind: "model", entries: parseIndex(text.slice(heading.length)) }
    : undefined;
}

export function readIndexState(git: GitCall): IndexState {
  return (
    findIndexState(git) ?? cannotTell("an earlier command of the line changes what git goes by")
  );
}

/** The index is written anew: with entries that are known, with the same ones, or with unknown ones. */
export function writeIndex(git: GitCall, entries?: readonly IndexEntry[] | "same"): void {
  const path = `${git.repository.gitDirectory}/index`;
  if (entries === "same") {
    const state = findIndexState(git);
    if (state?.kind === "model") return;
    replaceFile(git, path, state === undefined ? undefined : same);
  } else replaceFile(git, path, entries && heading + entries.map(describeEntry).join(""));
}

function describeEntry({ name, mode, id, stage, isSkipped }: IndexEntry): string {
  return `${isSkipped ? "S" : "H"} ${mode} ${id} ${stage}\t${name}\0`;
}

/** An entry of a finished merge or a plain commit. */
export function plainEntry(entry: { name: string; mode: string; id: string }): IndexEntry {
  return { ...entry, stage: 0, isSkipped: false };
}
