import type { Effect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Explanation, Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { isWithin } from "../../domain/view/tree.ts";
import type { Path } from "../../domain/world.ts";
import { type CommandEffects, commandKey, groupByCommand, takesAll } from "./by-command.ts";
import { alternatives, editLine } from "./edit-line.ts";
import { GitLook } from "./git-look.ts";
import {
  canBePackaged,
  homeAbove,
  isHomeFolder,
  isPassing,
  isRebuilt,
  isServiceData,
} from "./places.ts";
import { describePath, describePaths, pathsOf } from "./wording.ts";

/** Own things that one command takes to a place that is emptied by itself, with no copy left behind. */
export interface StrayMove {
  readonly kind: "stray";
  readonly command: CommandEffects<Effect>;
  readonly severity: Severity;
  /** Where they lie now, the topmost only. */
  readonly sources: readonly Path[];
  readonly place: Path;
}

/** Files named singly up to this many are put there knowingly. */
const fewFiles = 3;

/** Where everything goes with the next start of the machine, or some days later. */
const emptiedPlaces: readonly Path[] = ["/tmp", "/var/tmp", "/dev/shm", "/run"];

/** What the line moves from where files last to where they do not, and leaves there. */
export function strayMoves(foreseen: Foreseen, facts: Facts): readonly StrayMove[] {
  const moved = foreseen.effects.filter((effect) => {
    const ends = endsOf(effect);
    return ends !== undefined && placeOf(ends.to) !== undefined && placeOf(ends.from) === undefined;
  });
  if (moved.length === 0) return [];
  const git = new GitLook(facts);
  const left = movedOn(foreseen);
  return groupByCommand(moved).flatMap((command) => {
    const stray = weigh(command, left, foreseen, facts, git);
    return stray === undefined ? [] : [stray];
  });
}

interface Ends {
  readonly from: Path;
  readonly to: Path;
}

/** Where something moved was and where it lies afterwards; across file systems mv copies it. */
function endsOf(effect: Effect): Ends | undefined {
  if (effect.kind === "move") return { from: effect.from, to: effect.path };
  if (effect.kind !== "create" || effect.cause.program !== "mv") return undefined;
  return effect.copyOf === undefined ? undefined : { from: effect.copyOf, to: effect.path };
}

function placeOf(path: Path): Path | undefined {
  return emptiedPlaces.find((place) => path.startsWith(`${place}/`));
}

/** Paths from which the line itself takes things on to somewhere else; mv deletes what it copied. */
function movedOn({ effects }: Foreseen): ReadonlySet<Path> {
  return new Set(
    effects.flatMap((effect) =>
      effect.kind === "delete" && effect.cause.program === "mv"
        ? effect.path
        : (endsOf(effect)?.from ?? []),
    ),
  );
}

/** The topmost folders that the command copies to another file system and then deletes. */
function copiedFolders({ cause }: CommandEffects<Effect>, { effects }: Foreseen): readonly Path[] {
  const key = commandKey(cause);
  const gone = effects.flatMap((effect) =>
    effect.kind === "delete" && effect.type === "directory" && commandKey(effect.cause) === key
      ? effect.path
      : [],
  );
  return gone.filter((path) => !gone.some((other) => other !== path && isWithin(path, other)));
}

function weigh(
  command: CommandEffects<Effect>,
  left: ReadonlySet<Path>,
  foreseen: Foreseen,
  facts: Facts,
  git: GitLook,
): StrayMove | undefined {
  const folders = copiedFolders(command, foreseen);
  const stray = command.effects.flatMap((effect) => {
    const ends = endsOf(effect);
    if (ends === undefined || left.has(ends.to)) return [];
    const folder = folders.find((path) => isWithin(ends.from, path));
    if (!isKept(folder ?? ends.from, foreseen, facts, git)) return [];
    const isMoved = effect.kind === "move" && effect.before.type === "directory";
    return [{ from: folder ?? ends.from, to: ends.to, isFolder: isMoved || folder !== undefined }];
  });
  const place = placeOf(stray[0]?.to ?? "");
  const isFew = stray.length <= fewFiles && stray.every(({ isFolder }) => !isFolder);
  if (place === undefined || isFew) return undefined;
  const sources = [...new Set(stray.map(({ from }) => from))];
  const takesHome =
    sources.some((path) => homeAbove(path, facts) === path) ||
    (takesAll(command.operands) && sources.some((path) => isHomeFolder(path, facts)));
  return { kind: "stray", command, severity: takesHome ? "danger" : "caution", sources, place };
}

/** Whether it is meant to last: nothing that a tool makes again, and nothing of a package. */
function isKept(path: Path, foreseen: Foreseen, facts: Facts, git: GitLook): boolean {
  if (isPassing(path, foreseen.directory, facts) || isRebuilt(path)) return false;
  if (canBePackaged(path) && !isServiceData(path)) return false;
  return git.helpFor(path, path.slice(0, path.lastIndexOf("/")) || "/")?.kind !== "ignored";
}

/** The words for it. */
export function explainStray(
  { command, severity, sources, place }: StrayMove,
  foreseen: Foreseen,
  facts: Facts,
): Explanation {
  const [program] = command.cause.command;
  const copying =
    program === undefined ? undefined : editLine(foreseen, command.cause, [[program, "cp -a"]]);
  return {
    severity,
    title: "This would move your files to a place that is emptied by itself",
    what: `${describePaths(sources, facts)} would lie in ${describePath(place, facts)} alone.`,
    why: "What lies there is deleted when the machine starts anew, or after some days, and no copy stays behind.",
    instead: alternatives([copying, "puts a copy there, and the files stay where they are"]),
    span: command.cause.span,
    ...pathsOf(sources),
    confirmWords: "leave them to be deleted",
  };
}
