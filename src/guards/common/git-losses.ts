import type { Cause } from "../../domain/effect.ts";
import type { Facts, GitState } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { FileStatus, Path } from "../../domain/world.ts";
import { commandKey, groupByCommand } from "./by-command.ts";
import { type EffectOf, effectsOf, isMadeByLine } from "./existing.ts";
import { isPrecious } from "./git-look.ts";
import { hasPassingName, isRebuilt } from "./places.ts";

type FileLoss = EffectOf<"write"> | EffectOf<"delete"> | EffectOf<"move">;

/** Files whose content git takes away and does not have. */
export interface LostWork {
  readonly kind: "files";
  readonly cause: Cause;
  readonly severity: Severity;
  readonly paths: readonly Path[];
  readonly bytes: number;
  /** They go, rather than being taken back to what was committed. */
  readonly areDeleted: boolean;
}

/** Something of git's own that is lost: a branch, a stash, what others have sent. */
export interface LostHistory {
  readonly kind: "history";
  readonly cause: Cause;
  readonly severity: Severity;
  readonly effects: readonly EffectOf<"repository">[];
}

export type GitLoss = LostWork | LostHistory;

const manyFiles = 100;
const manyBytes = 1_000_000_000;
/** Paths that git is asked about; of more it is not claimed that they are lost. */
const mostQuestions = 5000;

/** What git commands of the line lose that git cannot bring back. */
export function gitLosses(foreseen: Foreseen, facts: Facts): readonly GitLoss[] {
  const kept = effectsOf(foreseen, "repository");
  return [...lostWork(foreseen, facts, kept), ...lostHistory(kept)];
}

/** Whether a git command does it, to files of its work tree or to its own. */
export function isDoneByGit(cause: Cause): boolean {
  return cause.program === "git";
}

function lostWork(
  foreseen: Foreseen,
  facts: Facts,
  kept: readonly EffectOf<"repository">[],
): readonly LostWork[] {
  const storing = new Set(
    kept.filter(({ action }) => action === "store").map(({ cause }) => commandKey(cause)),
  );
  const losing = foreseen.effects.filter(
    (effect): effect is FileLoss =>
      isDoneByGit(effect.cause) && !storing.has(commandKey(effect.cause)) && isLosing(effect),
  );
  if (losing.length === 0) return [];
  const look = new WorkLook(foreseen, facts);
  return groupByCommand(losing).flatMap(({ cause, effects }) => {
    const lost = effects.filter(({ path, kind }) => look.isLost(path, kind === "delete"));
    if (lost.length === 0) return [];
    const bytes = lost.reduce((sum, effect) => sum + (before(effect)?.size ?? 0), 0);
    const isMuch = lost.length >= manyFiles || bytes >= manyBytes;
    const paths = [...new Set(lost.map(({ path }) => path))];
    const areDeleted = lost.every(({ kind }) => kind === "delete");
    const severity = isMuch ? "danger" : "caution";
    return [{ kind: "files", cause, severity, paths, bytes, areDeleted }];
  });
}

function before(effect: FileLoss): FileStatus | undefined {
  return effect.kind === "move" ? effect.replaced : effect.before;
}

/** Whether an ordinary file with something in it goes that was there before the line. */
function isLosing(effect: Foreseen["effects"][number]): effect is FileLoss {
  if (effect.kind !== "write" && effect.kind !== "delete" && effect.kind !== "move") return false;
  if (effect.kind === "write" && (effect.isSame || effect.how === "append")) return false;
  if (/\/\.git(\/|$)/.test(effect.path)) return false;
  const was = before(effect);
  return was?.type === "file" && was.size > 0 && !isMadeByLine(was);
}

/** Asks git about each path once. */
class WorkLook {
  private readonly facts: Facts;
  private readonly goneDirectories: ReadonlySet<Path>;
  private questions = 0;

  constructor(foreseen: Foreseen, facts: Facts) {
    this.facts = facts;
    const gone = effectsOf(foreseen, "delete").filter(({ type }) => type === "directory");
    this.goneDirectories = new Set(gone.map(({ path }) => path));
  }

  /** Outside of a repository git writes settings, of which all else stays, and deletes what it had. */
  isLost(path: Path, isDeleted: boolean): boolean {
    if (hasPassingName(path) || isRebuilt(path)) return false;
    this.questions += 1;
    if (this.questions > mostQuestions) return false;
    const state = this.facts.git.state(path);
    if (state === undefined) return isDeleted;
    if (this.goesWhole(state)) return true;
    if (state.isIgnored) return isPrecious(path);
    return !state.isCommitted;
  }

  /** A repository inside of what goes takes its whole history along. */
  private goesWhole({ repository }: GitState): boolean {
    return this.goneDirectories.has(repository) && this.goneDirectories.has(`${repository}/.git`);
  }
}

function lostHistory(kept: readonly EffectOf<"repository">[]): readonly LostHistory[] {
  const losing = kept.filter(({ action, count }) => {
    if (action === "store") return false;
    return count === undefined || count > 0;
  });
  return groupByCommand(losing).map(({ cause, effects }) => {
    const isSevere = effects.some(isBeyondRepair);
    return { kind: "history", cause, effects, severity: isSevere ? "danger" : "caution" };
  });
}

/** What others build on, or the last way back. */
function isBeyondRepair({ action, target }: EffectOf<"repository">): boolean {
  if (action === "forget-history") return true;
  return action === "rewrite-remote" && /(^|\/)(main|master|trunk)$/.test(target);
}
