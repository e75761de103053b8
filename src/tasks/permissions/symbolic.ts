import type { ClassKind } from "./subjects.ts";
import { hasWish, isComplete } from "./wished-bits.ts";
import type { Wish } from "./wishes.ts";

/** Which files an expression is meant for; `any` for one that fits files and folders alike. */
export type Kind = "any" | "directories" | "files" | "one";

const letters: Readonly<Record<ClassKind, string>> = { owner: "u", group: "g", others: "o" };

/**
 * The wishes as chmod takes them, `u=rwX,go=rX`; with `adds`, only by adding and taking away, which
 * leaves set-id bits alone. Undefined where nothing is wished for.
 */
export function symbolicOf(
  classes: Readonly<Partial<Record<ClassKind, Wish>>>,
  kind: Kind,
  adds: boolean,
): string | undefined {
  const clauses = new Map<string, string>();
  for (const name of ["owner", "group", "others"] as const) {
    const wish = classes[name];
    if (wish === undefined || !hasWish(wish)) continue;
    const change = changeOf(wish, kind, adds);
    if (change !== "") clauses.set(change, (clauses.get(change) ?? "") + letters[name]);
  }
  if (clauses.size === 0) return undefined;
  return [...clauses].map(([change, who]) => `${who}${change}`).join(",");
}

function changeOf(wish: Wish, kind: Kind, adds: boolean): string {
  const isFolder = kind === "directories" || kind === "any";
  // Folders that one may see are entered as well, in a tree whatever was said of running.
  const enters = isFolder && (wish.see === true || (wish.change === true && wish.run !== false));
  const runLetter = kind === "directories" || kind === "one" ? "x" : "X";
  const runs = wish.run === true || enters;
  const given = `${wish.see === true ? "r" : ""}${wish.change === true ? "w" : ""}${runs ? runLetter : ""}`;
  if (!adds && isComplete(wish)) return `=${given}`;
  const stops = wish.run === false && !runs;
  const taken = `${wish.see === false ? "r" : ""}${wish.change === false ? "w" : ""}${stops ? "x" : ""}`;
  return `${given === "" ? "" : `+${given}`}${taken === "" ? "" : `-${taken}`}`;
}
