import type { GitCall } from "./git-call.ts";
import type { Difference } from "./parse-entries.ts";
import { readDifferences, readStaged } from "./raw-entries.ts";
import { cannotTell } from "./stop.ts";
import { moveTree } from "./switch-tree.ts";

/** Three commits of a merge: what `theirs` did since `base` is done to `ours` as well. */
export interface Replay {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

/**
 * Merges where no file has changed on both sides: then git takes each from the side that changed it.
 * Says whether anything changes; ends where files would have to be merged in themselves.
 */
export function replay(git: GitCall, { base, ours, theirs }: Replay): boolean {
  if (readStaged(git, ours).length > 0)
    cannotTell("changes are staged that git would look at first");
  const own = readDifferences(git, ["diff-tree", "-r", base, ours]);
  const other = readDifferences(git, ["diff-tree", "-r", base, theirs]);
  if (couldBeRenamed(own, other) || couldBeRenamed(other, own)) {
    cannotTell("files were renamed, and what git makes of that is not modelled");
  }
  const mine = new Map(own.map((one) => [one.name, one]));
  const wanted = other.filter((one) => !isSameStep(one, mine.get(one.name)));
  if (wanted.some(({ name }) => isInTheWay(name, mine))) {
    cannotTell("both sides have changed the same file, and git would merge them");
  }
  moveTree(git, wanted);
  return wanted.length > 0;
}

function isSameStep({ after }: Difference, own: Difference | undefined): boolean {
  return own !== undefined && own.after?.id === after?.id && own.after?.mode === after?.mode;
}

/** Whether the other side changed it too, or has a file where this one needs a directory. */
function isInTheWay(name: string, mine: ReadonlyMap<string, Difference>): boolean {
  if (mine.has(name)) return true;
  return [...mine.keys()].some((one) => one.startsWith(`${name}/`) || name.startsWith(`${one}/`));
}

/** Whether git could take a file that came for one that went, and carry changes of the other side over. */
function couldBeRenamed(first: readonly Difference[], second: readonly Difference[]): boolean {
  const goes = first.some(({ after }) => after === undefined);
  const comes = first.some(({ before }) => before === undefined);
  return goes && comes && second.length > 0;
}
