import type { AccountEffect, Cause, Effect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { Path } from "../../domain/world.ts";
import { isRootLost } from "./account-file.ts";
import { effectsOf } from "./existing.ts";
import { isMaintainer } from "./maintainers.ts";
import { oncePerLine } from "./memory.ts";

const databases = new Set<Path>(["/etc/passwd", "/etc/group", "/etc/shadow"]);

type Change = readonly [action: string, target: string, detail?: string];

/**
 * What becomes of accounts and groups, whether a program for it does it or the line writes into the
 * account database by itself.
 */
export const accountChanges = oncePerLine(
  (foreseen: Foreseen, _facts: Facts): readonly AccountEffect[] => [
    ...effectsOf(foreseen, "account"),
    ...accountEdits(foreseen),
  ],
);

/** Changes that a line makes in the account database past the programs for it. */
function accountEdits(foreseen: Foreseen): readonly AccountEffect[] {
  const edits = new Map<Path, Cause>();
  for (const effect of foreseen.effects) {
    if (isByHand(effect)) edits.set(effect.path, effect.cause);
  }
  return [...edits].flatMap(([path, cause]) => {
    const [before, after] = [foreseen.textBefore?.(path), foreseen.textAfter?.(path)];
    // Of a database that is spoilt as a whole nobody asks which account is the worse for it.
    if (before === undefined || after === undefined || isRootLost(after)) return [];
    return compare(path, before, after).map(([action, target, detail]): AccountEffect => {
      const change = { kind: "account", action, target, cause } as const;
      return detail === undefined ? change : { ...change, detail };
    });
  });
}

function isByHand(
  effect: Effect,
): effect is Extract<Effect, { kind: "write" | "move" | "create" }> {
  if (effect.kind !== "write" && effect.kind !== "move" && effect.kind !== "create") return false;
  return databases.has(effect.path) && !isMaintainer(effect.cause.program);
}

function compare(path: Path, before: string, after: string): readonly Change[] {
  const left = rowsOf(after);
  return [...rowsOf(before)].flatMap(([name, old]) => {
    const row = left.get(name);
    if (path === "/etc/passwd") return accountChange(name, old, row);
    return path === "/etc/group" ? groupChange(name, old, row) : passwordChange(name, old, row);
  });
}

function rowsOf(text: string): ReadonlyMap<string, readonly string[]> {
  const lines = text.split("\n").filter((line) => /^[^:+#]+:/.test(line));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(":")), line.split(":")]));
}

type Row = readonly string[];

function accountChange(name: string, old: Row, row: Row | undefined): readonly Change[] {
  if (row === undefined) return [["delete-user", name]];
  const fields = [
    [2, "set-uid"],
    [5, "set-home"],
    [6, "set-shell"],
  ] as const;
  return fields.flatMap(([at, action]): readonly Change[] => {
    const [was, is] = [old[at], row[at]];
    return is === undefined || is === was ? [] : [[action, name, is]];
  });
}

function groupChange(name: string, old: Row, row: Row | undefined): readonly Change[] {
  if (row === undefined) return [["delete-group", name]];
  const [was, is] = [membersOf(old), membersOf(row)];
  return [
    ...was.filter((one) => !is.includes(one)).map((one) => ["leave-group", one, name] as const),
    ...is.filter((one) => !was.includes(one)).map((one) => ["join-group", one, name] as const),
  ];
}

function membersOf(row: Row): readonly string[] {
  return (row[3] ?? "").split(",").filter((name) => name !== "");
}

function passwordChange(name: string, old: Row, row: Row | undefined): readonly Change[] {
  const isLocked = (one: Row | undefined): boolean => /^[!*]/.test(one?.[1] ?? "!");
  return isLocked(row) && !isLocked(old) ? [["lock-user", name]] : [];
}
