import type { Action } from "../../domain/action.ts";
import type { PackageChange } from "../../domain/packages.ts";
import type { Inverse } from "../../domain/task-plan.ts";
import { listWords } from "../../domain/text.ts";
import type { PackageTaskFacts } from "./facts.ts";

/** How a package step comes back, and what of it would not. */
export interface PackageInverse {
  readonly inverse: Inverse;
  readonly undoReason?: string;
}

/**
 * Exactly what was added goes again, and what went or was changed comes back in its old version,
 * where a source still has it. Settings and data of what goes again are left, not purged: there may
 * be somebody's work in them by then.
 */
export function inverseOf(
  changes: readonly PackageChange[],
  { automatic, obtainable }: Pick<PackageTaskFacts, "automatic" | "obtainable">,
): PackageInverse {
  const added = changes.filter(({ before }) => before === undefined).map(({ name }) => name);
  const changed = changes.filter(({ before, after }) => before !== undefined && before !== after);
  const back = changed.filter(({ name, before }) => obtainable.has(`${name}=${before}`));
  const lost = changed.filter((change) => !back.includes(change));
  const returning = bringBack(back, automatic);
  const leaving = removal(added);
  // What went may have made room; else what is set back to its old version needs nothing new.
  const hasMadeRoom = changes.some(({ after }) => after === undefined);
  const actions = hasMadeRoom ? [...leaving, ...returning] : [...returning, ...leaving];
  const undoReason = reasonOf(changes, lost);
  const because = undoReason === undefined ? {} : { undoReason };
  if (actions.length > 0) return { inverse: { kind: "actions", actions }, ...because };
  return { inverse: { kind: "none", reason: undoReason ?? "nothing of it can be taken back" } };
}

function bringBack(
  changes: readonly PackageChange[],
  automatic: ReadonlySet<string>,
): readonly Action[] {
  if (changes.length === 0) return [];
  const forOthers = changes.map(({ name }) => name).filter((name) => automatic.has(name));
  return [
    {
      kind: "packages",
      operation: "install",
      packages: changes.map(({ name, before }) => `${name}=${before}`),
      ...(forOthers.length === 0 ? {} : { automatic: forOthers }),
    },
  ];
}

function removal(names: readonly string[]): readonly Action[] {
  return names.length === 0 ? [] : [{ kind: "packages", operation: "remove", packages: names }];
}

function reasonOf(
  changes: readonly PackageChange[],
  lost: readonly PackageChange[],
): string | undefined {
  if (lost.length > 0) {
    const names = listWords(lost.map(({ name, before }) => `${name} ${before}`));
    return `no source has ${names} any more`;
  }
  if (changes.some(({ action }) => action === "purge")) return "purged settings stay deleted";
  return undefined;
}
