import type { Action } from "../../domain/action.ts";
import type { Path } from "../../domain/world.ts";
import type { ClassKind } from "./subjects.ts";
import { symbolicOf } from "./symbolic.ts";
import type { Resolution } from "./target.ts";
import type { Wish } from "./wishes.ts";

type ModeAction = Action & { readonly kind: "change-mode" };
type Classes = Readonly<Partial<Record<ClassKind, Wish>>>;

/** Ways to change the modes of a tree, the plainest first; which of them does it has to be tried. */
export function modeCandidates(
  resolution: Resolution,
  path: Path,
  isTyped: boolean,
): readonly (readonly ModeAction[])[] {
  const { mode, classes, isGroupInList } = resolution;
  if (mode !== undefined) return expressionsFor(mode, path, isTyped);
  const chosen: Classes = isGroupInList
    ? { owner: classes.owner, others: classes.others }
    : classes;
  return [false, true].flatMap((adds) => {
    const files = symbolicOf(chosen, "files", adds);
    return [
      ...whole(path, symbolicOf(chosen, "any", adds), isTyped),
      ...typed(path, symbolicOf(chosen, "directories", adds), files),
      // Folders stay as open as they are, where only running is taken away.
      ...typed(path, symbolicOf(withoutRun(chosen), "directories", adds), files),
    ];
  });
}

function whole(path: Path, mode: string | undefined, isTyped: boolean): ModeAction[][] {
  if (mode === undefined || isTyped) return [];
  return [[{ kind: "change-mode", path, mode, isRecursive: true }]];
}

function typed(
  path: Path,
  directories: string | undefined,
  files: string | undefined,
): ModeAction[][] {
  const action = { kind: "change-mode", path, isRecursive: true } as const;
  const parts: ModeAction[] = [];
  if (directories !== undefined) parts.push({ ...action, mode: directories, only: "directories" });
  if (files !== undefined) parts.push({ ...action, mode: files, only: "files" });
  return parts.length === 0 ? [] : [parts];
}

/** Whoever is no longer to see anything goes on not being let in. */
function withoutRun(classes: Classes): Classes {
  const entries = Object.entries(classes).map(([kind, wish]) => {
    const { run: _, ...rest } = wish;
    return [kind, wish.see === false ? wish : rest];
  });
  return Object.fromEntries(entries);
}

/** A mode as it was typed; digits are for folders and programs, other files are not run. */
function expressionsFor(
  mode: string,
  path: Path,
  isTyped: boolean,
): readonly (readonly ModeAction[])[] {
  if (!/^[0-7]+$/.test(mode)) return [...whole(path, mode, isTyped), ...typed(path, mode, mode)];
  const [owner = 0, group = 0, others = 0] = [...mode.slice(-3).padStart(3, "0")].map(Number);
  const clauses = `u=${lettersOf(owner)},g=${lettersOf(group)},o=${lettersOf(others)}`;
  return [...whole(path, clauses, isTyped), ...typed(path, clauses, clauses)];
}

function lettersOf(bits: number): string {
  return `${(bits & 4) === 0 ? "" : "r"}${(bits & 2) === 0 ? "" : "w"}${(bits & 1) === 0 ? "" : "X"}`;
}
