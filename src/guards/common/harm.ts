import type { Cause } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import { isAtLeast } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { Path } from "../../domain/world.ts";
import { type CommandEffects, commandKey } from "./by-command.ts";
import { openings } from "./openings.ts";
import { overwrites } from "./overwrites.ts";
import { ownDeletions } from "./own-deletions.ts";
import { requiredLosses } from "./required-losses.ts";
import { systemAccess } from "./system-access.ts";

/** What one command of the line loses or exposes, by the guards that look at files. */
export interface Harm {
  readonly cause: Cause;
  readonly command: CommandEffects<Foreseen["effects"][number]>;
  readonly severity: Severity;
  /** What kind of harm the worst of it is. */
  readonly verb: "delete" | "overwrite" | "change";
  readonly paths: readonly Path[];
  readonly files: number;
}

/** The harm of every command that does any, the worst of each. */
export function harmOf(foreseen: Foreseen, facts: Facts): readonly Harm[] {
  const worst = new Map<string, Harm>();
  for (const harm of everyHarm(foreseen, facts)) {
    const key = commandKey(harm.cause);
    const known = worst.get(key);
    const isWorse = known === undefined || !isAtLeast(known.severity, harm.severity);
    if (isWorse) worst.set(key, harm);
  }
  return [...worst.values()];
}

function everyHarm(foreseen: Foreseen, facts: Facts): readonly Harm[] {
  return [
    ...ownDeletions(foreseen, facts).map((one) =>
      harm(one.command, one.severity, "delete", one.roots, one.files),
    ),
    ...requiredLosses(foreseen, facts).map((one) =>
      harm(
        one.command,
        one.severity,
        "delete",
        one.share.roots,
        Math.max(one.files, one.share.files),
      ),
    ),
    ...overwrites(foreseen, facts).map((one) => {
      const paths = one.lost.map(({ path }) => path);
      return harm(one.command, one.severity, "overwrite", paths, paths.length);
    }),
    ...systemAccess(foreseen, facts).map((one) => {
      const paths = one.changed.map(({ path }) => path);
      return harm(one.command, one.severity, "change", paths, paths.length);
    }),
    ...openings(foreseen, facts).map((one) => {
      const paths = one.opened.map(({ path }) => path);
      return harm(one.command, one.severity, "change", paths, paths.length);
    }),
  ];
}

function harm(
  command: CommandEffects<Foreseen["effects"][number]>,
  severity: Severity,
  verb: Harm["verb"],
  paths: readonly Path[],
  files: number,
): Harm {
  return { cause: command.cause, command, severity, verb, paths, files };
}
