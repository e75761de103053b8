import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { Path } from "../../domain/world.ts";
import { type CommandEffects, groupByCommand } from "./by-command.ts";
import { type EffectOf, effectsOf, isMadeByLine, refilledDeletions } from "./existing.ts";
import { oncePerLine } from "./memory.ts";
import { type SystemShare, systemShare } from "./package-look.ts";

type Removal = EffectOf<"delete"> | EffectOf<"move">;

/** What one command of the line takes away from the system, by deleting or by moving it away. */
export interface RequiredLoss {
  readonly command: CommandEffects<Removal>;
  readonly severity: Severity;
  readonly share: SystemShare;
  /** Files that go besides those of packages. */
  readonly files: number;
  readonly isMove: boolean;
}

/** Package files at or above which a deletion breaks more than the program they belong to. */
const manyFiles = 20;

/** Removals that take files away which packages or the system need. */
export const requiredLosses = oncePerLine((foreseen, facts): readonly RequiredLoss[] => {
  const removals: Removal[] = [...deletions(foreseen, facts), ...movesAway(foreseen)];
  return groupByCommand(removals).flatMap((command) => {
    const loss = weigh(command, facts);
    return loss === undefined ? [] : [loss];
  });
});

/** What goes from where it is needed, a copy elsewhere or not: `mv` to another disk deletes as well. */
function deletions(foreseen: Foreseen, facts: Facts): readonly EffectOf<"delete">[] {
  const refilled = refilledDeletions(foreseen, facts);
  return effectsOf(foreseen, "delete").filter(
    (deletion) => !isMadeByLine(deletion.before) && !refilled.has(deletion),
  );
}

/** Renames of what was there before; a package's file is missed where it was. */
function movesAway(foreseen: Foreseen): readonly EffectOf<"move">[] {
  const moves = foreseen.effects.filter(
    (effect): effect is EffectOf<"move"> => effect.kind === "move" && !isMadeByLine(effect.before),
  );
  if (moves.length === 0) return moves;
  const refilled = refilledPaths(foreseen);
  return moves.filter(({ from }) => !refilled.has(from));
}

/** Names that something else takes later in the line, as `sed -i.bak` does. */
function refilledPaths(foreseen: Foreseen): ReadonlySet<Path> {
  const refilled = new Set<Path>();
  for (const effect of foreseen.effects) {
    if (effect.kind === "create" || effect.kind === "link" || effect.kind === "move") {
      refilled.add(effect.path);
    }
  }
  return refilled;
}

function weigh(command: CommandEffects<Removal>, facts: Facts): RequiredLoss | undefined {
  const trees = new Set<Path>();
  const paths: Path[] = [];
  let files = 0;
  for (const effect of command.effects) {
    const path = effect.kind === "move" ? effect.from : effect.path;
    const type = effect.kind === "move" ? effect.before.type : effect.type;
    if (type === "directory") trees.add(path);
    else files += 1;
    paths.push(path);
  }
  const share = systemShare(paths, trees, facts);
  if (share.worst === undefined && share.files === 0) return undefined;
  const isMove = command.effects[0]?.kind === "move" || command.cause.program === "mv";
  const takesTree = share.roots.some((root) => trees.has(root)) || takesAllSettings(command);
  return { command, share, files, isMove, severity: severityOf(share, takesTree, isMove) };
}

function severityOf(share: SystemShare, takesTree: boolean, isMove: boolean): Severity {
  const { worst, files, requiredFiles, roots } = share;
  if (worst?.severity === "critical") return isSetAside(share, isMove) ? "danger" : "critical";
  if (roots.every(isForReading) && worst === undefined) return "caution";
  if (worst !== undefined || requiredFiles > 0 || files >= manyFiles) return "danger";
  // All settings of a program at once: it could not start again.
  if (takesTree && roots.some((root) => root.startsWith("/etc/"))) return "danger";
  return roots.some(isPartOfProgram) ? "danger" : "caution";
}

/** `/etc/nginx/*`: the folder stays, and nothing is in it. */
function takesAllSettings({ operands }: CommandEffects<Removal>): boolean {
  return operands.some(({ origins }) =>
    origins.some((origin) => origin.kind === "glob" && /^\/etc\/[^/*]+\/\*$/.test(origin.pattern)),
  );
}

/** A single settings file that is renamed, as one does before writing it anew. */
function isSetAside({ worst, roots }: SystemShare, isMove: boolean): boolean {
  if (!isMove || roots.length > 1 || worst === undefined) return false;
  return /^\/etc\/.*\.(conf|cfg|cnf|ini|ya?ml|list|json)$|^\/etc\/(ssh\/\w+|fstab|crypttab|sudoers)$/.test(
    worst.path,
  );
}

/** Documentation and translations: nothing stops working without them. */
function isForReading(path: Path): boolean {
  return /^\/usr\/share\/(doc|man|info|locale|gtk-doc|doc-base|lintian|bug)(\/|$)/.test(path);
}

/** Programs and libraries, apart from settings and data. */
function isPartOfProgram(path: Path): boolean {
  return /^\/(usr\/)?(s?bin|lib(32|64|x32|exec)?|boot)\//.test(path);
}
