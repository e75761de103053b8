import type { Effect } from "../domain/effect.ts";
import type { Foreseen } from "../domain/plan.ts";

/**
 * Whether a line foreseen again would do what was reviewed: the same commands with the same words,
 * the same effects on the same paths, nothing unknown that was not so before. Sizes and times may
 * have moved on.
 */
export function isSameForesight(reviewed: Foreseen, now: Foreseen): boolean {
  if (!isSameList(reviewed.steps.map(stepKey), now.steps.map(stepKey))) return false;
  if (!isSameList(reviewed.unknown.map(unknownKey), now.unknown.map(unknownKey))) return false;
  // Where the review counted only "at least", the operands are what a person agreed to.
  const isPartly = reviewed.isPartlyCounted || now.isPartlyCounted;
  const key = isPartly ? operandKey : effectKey;
  return isSameSet(reviewed.effects.map(key), now.effects.map(key));
}

function stepKey({ argv }: Foreseen["steps"][number]): string {
  return JSON.stringify(argv);
}

function unknownKey({ span, reason }: Foreseen["unknown"][number]): string {
  return `${span[0]} ${span[1]} ${reason}`;
}

function operandKey({ kind, cause }: Effect): string {
  return JSON.stringify([kind, cause.program, cause.operand?.text, cause.identity.uid]);
}

function effectKey(effect: Effect): string {
  const path = "path" in effect ? effect.path : undefined;
  const from = effect.kind === "move" ? effect.from : undefined;
  const detail = effect.kind === "link" ? effect.target : "how" in effect ? effect.how : undefined;
  const action = "action" in effect ? effect.action : undefined;
  const target = "target" in effect ? effect.target : undefined;
  const change = effect.kind === "package" ? effect.change : undefined;
  const versions = change && [change.before, change.after];
  const after = effect.kind === "metadata" ? effect.after : undefined;
  const access = after === undefined ? undefined : [after.mode, after.uid, after.gid];
  const lists = effect.kind === "metadata" ? effect.lists?.after : undefined;
  return JSON.stringify([
    effect.kind,
    path,
    from,
    detail,
    action,
    target,
    versions,
    access,
    lists,
    effect.cause.identity.uid,
  ]);
}

function isSameList(first: readonly string[], second: readonly string[]): boolean {
  return first.length === second.length && first.every((text, at) => text === second[at]);
}

/** Directories give their entries in any order. */
function isSameSet(first: readonly string[], second: readonly string[]): boolean {
  const wanted = new Set(first);
  const found = new Set(second);
  return wanted.size === found.size && second.every((text) => wanted.has(text));
}
