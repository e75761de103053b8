import { dirname } from "node:path/posix";
import type { Cause, FileEffect } from "../../domain/effect.ts";
import type { Account, Facts } from "../../domain/facts.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { Path } from "../../domain/world.ts";
import { groupByCommand } from "./by-command.ts";
import { effectsOf } from "./existing.ts";

/** What root puts into the folder of an account that cannot change it afterwards. */
export interface ForeignFiles {
  readonly kind: "foreign";
  readonly cause: Cause;
  readonly paths: readonly Path[];
  readonly owner: Account;
}

/** New files of root's in folders of others, by whoever is root: the caller, sudo or su. */
export function findForeignFiles(
  foreseen: Foreseen,
  facts: Facts,
  isSpokenOf: (path: Path) => boolean,
): readonly ForeignFiles[] {
  const { before } = foreseen;
  if (before === undefined) return [];
  const made = effectsOf(foreseen, "create").filter(
    ({ access, cause, path }) =>
      access.uid === 0 && cause.identity.uid === 0 && !isSpokenOf(path) && !isTemporary(path),
  );
  if (made.length === 0) return [];
  const given = new Set(foreseen.effects.flatMap(givenAway));
  const ownerOf = (path: Path): Account | undefined => {
    const uid = before.status(dirname(path))?.uid ?? 0;
    return uid === 0 || given.has(path) || before.status(path) !== undefined
      ? undefined
      : facts.accounts.user(uid);
  };
  return groupByCommand(made).flatMap(({ cause, effects }) => {
    const paths = effects.map(({ path }) => path).filter((path) => ownerOf(path) !== undefined);
    const owner = paths[0] === undefined ? undefined : ownerOf(paths[0]);
    if (owner === undefined || owner.uid === 0) return [];
    const same = paths.filter((path) => ownerOf(path)?.uid === owner.uid);
    return [{ kind: "foreign", cause, paths: same, owner }];
  });
}

/** Gone again with the next start, whoever it belongs to. */
function isTemporary(path: Path): boolean {
  return /^\/(?:tmp|run|dev|proc|sys)\//.test(path);
}

/** Paths that do not stay root's: given to somebody, moved away or deleted. */
function givenAway(effect: { readonly kind: string } | FileEffect): readonly Path[] {
  if (effect.kind === "metadata" && "after" in effect) {
    return effect.after.uid === 0 ? [] : [effect.path];
  }
  if (effect.kind === "delete" && "path" in effect) return [effect.path];
  return effect.kind === "move" && "from" in effect ? [effect.from] : [];
}
