import type { Foreseen } from "../../domain/plan.ts";
import type { Path } from "../../domain/world.ts";
import { type EffectOf, isMadeByLine } from "./existing.ts";

export type AccessChange = EffectOf<"metadata">;

/** Changes of owner or permissions on what was there before the line, links left out. */
export function accessChanges(foreseen: Foreseen): readonly AccessChange[] {
  return foreseen.effects.filter(
    (effect): effect is AccessChange =>
      effect.kind === "metadata" && !isMadeByLine(effect.before) && effect.before.type !== "link",
  );
}

/** What a line makes of each path in the end: chown takes bits away that chmod gives back. */
export function wholeChanges(foreseen: Foreseen): ReadonlyMap<Path, AccessChange> {
  const whole = new Map<Path, AccessChange>();
  for (const change of accessChanges(foreseen)) {
    const first = whole.get(change.path);
    whole.set(change.path, first === undefined ? change : { ...first, after: change.after });
  }
  return whole;
}

/** Permission bits that are set afterwards and were not before. */
export function gainedBits({ before, after }: AccessChange): number {
  return after.mode & ~before.mode;
}

/** Permission bits that were set before and are not afterwards. */
export function lostBits({ before, after }: AccessChange): number {
  return before.mode & ~after.mode;
}

/** Whether it takes something away and gives nobody anything. */
export function isNarrowing(change: AccessChange): boolean {
  return gainedBits(change) === 0 && !changesOwner(change);
}

export function changesOwner({ before, after }: AccessChange): boolean {
  return before.uid !== after.uid || before.gid !== after.gid;
}

/** Whether a set-user-id or set-group-id bit of a program goes. */
export function losesSetId(change: AccessChange): boolean {
  return change.before.type === "file" && (lostBits(change) & 0o6000) !== 0;
}
