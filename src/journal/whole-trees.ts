import { realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path/posix";
import type { FileEffect } from "../domain/effect.ts";
import type { Foreseen } from "../domain/plan.ts";
import type { Path } from "../domain/world.ts";
import { isImmutable } from "../system/immutable.ts";
import { nodePath, textOfName } from "../system/node-path.ts";
import type { JournalContext } from "./context.ts";
import type { PathState } from "./entry.ts";
import { isFileEffect } from "./needs.ts";
import { readPathState, readStatus } from "./path-state.ts";
import { holdsSwap, scanTrees } from "./scan-trees.ts";

/** Something that `rm` would take away as a whole, and that a rename takes away just as well. */
export interface WholeTree {
  readonly path: Path;
  readonly before: PathState;
  /** How many paths lie below. */
  readonly below: number;
}

/** Paths from which on one rename is worth that undo knows the tree only as a whole. */
const worthwhile = 1000;

/**
 * The trees that the reviewed line removes, where the whole line is one `rm` that would succeed in
 * all of it: then moving them into the store does the same in no time. Undefined for anything else,
 * and where rm would refuse the least thing.
 */
export function findWholeTrees(
  reviewed: Foreseen,
  context: JournalContext,
): readonly WholeTree[] | undefined {
  if (!reviewed.isPartlyCounted && reviewed.effects.length < worthwhile) return undefined;
  const operands = operandsOf(reviewed, context);
  const tops = operands && listTops(operands, reviewed.directory, context);
  if (tops === undefined || overlap([...tops.keys()])) return undefined;
  const directories = [...tops].flatMap(([path, { type }]) => (type === "directory" ? path : []));
  const counts = scanTrees(directories, context);
  if (counts === undefined) return undefined;
  const below = new Map(directories.map((path, index) => [path, counts[index] ?? 0]));
  const trees = [...tops].map(([path, before]) => ({ path, before, below: below.get(path) ?? 0 }));
  return counts.reduce((sum, count) => sum + count, 0) >= worthwhile ? trees : undefined;
}

/** What is there of the operands; undefined where rm has rules for one. */
function listTops(
  operands: readonly string[],
  directory: Path,
  context: JournalContext,
): ReadonlyMap<Path, PathState> | undefined {
  const tops = new Map<Path, PathState>();
  for (const operand of operands) {
    const path = resolveOperand(operand, directory);
    if (path === undefined || tops.has(path)) return undefined;
    const before = readPathState(path);
    // rm -f says nothing of what is not there.
    if (before === null) continue;
    if (!isMovable(path, context)) return undefined;
    tops.set(path, before);
  }
  return tops;
}

/** The words that name what goes; undefined unless it is one plain `rm -rf` of the caller's own. */
function operandsOf(reviewed: Foreseen, context: JournalContext): readonly string[] | undefined {
  const [step, ...others] = reviewed.steps;
  if (step === undefined || others.length > 0 || reviewed.unknown.length > 0) return undefined;
  if (reviewed.argv === null && !isPlain(reviewed.line)) return undefined;
  if (step.status !== 0 && !(step.status === undefined && reviewed.isPartlyCounted))
    return undefined;
  const isOwn = reviewed.effects.every((one) => isFileEffect(one) && isOwnDelete(one, context));
  if (!isOwn || step.argv[0] !== "rm") return undefined;
  return readOperands(step.argv.slice(1));
}

/** Words that mean themselves, so that nothing has to be expanded again before it runs. */
function isPlain(line: string): boolean {
  return /^\s*rm(?:[ \t]+[\w./,+@%:-]+)+\s*$/.test(line);
}

function isOwnDelete({ kind, cause }: FileEffect, { identity }: JournalContext): boolean {
  const isRm = kind === "delete" && cause.program === "rm" && cause.wrappers.length === 0;
  return isRm && cause.identity.uid === identity.uid && cause.identity.elevatedBy === undefined;
}

/** Only -r and -f, both of them: nothing is asked and nothing is printed. */
function readOperands(words: readonly string[]): readonly string[] | undefined {
  const end = words.indexOf("--");
  const options = (end < 0 ? words : words.slice(0, end)).filter((word) => /^-./.test(word));
  const isKnown = options.every((word) => /^-[rRfd]+$|^--(recursive|force|dir)$/.test(word));
  const has = (short: RegExp, long: string) =>
    options.some((word) => word === long || (/^-\w/.test(word) && short.test(word)));
  if (!isKnown || !has(/[rR]/, "--recursive") || !has(/f/, "--force")) return undefined;
  return words.filter((word, at) => at !== end && !((end < 0 || at < end) && /^-./.test(word)));
}

/** Where an operand leads, links in its parents resolved; undefined for what rm has rules for. */
function resolveOperand(operand: string, directory: Path): Path | undefined {
  const name = basename(operand);
  if (operand === "" || name === "." || name === ".." || name === "") return undefined;
  const path = resolve(directory, operand);
  try {
    const parent = textOfName(realpathSync(nodePath(dirname(path)), { encoding: "buffer" }));
    const actual = join(parent, name);
    // With a slash behind, a link is followed.
    const isLink = operand.endsWith("/") && readStatus(actual)?.isDirectory() !== true;
    return isLink || `${directory}/`.startsWith(`${actual}/`) ? undefined : actual;
  } catch {
    return undefined;
  }
}

/** Whether nothing is known already for which rm would refuse it. */
function isMovable(top: Path, context: JournalContext): boolean {
  const isMounted = context.mounts.list.some(({ path }) => `${path}/`.startsWith(`${top}/`));
  return !isMounted && !holdsSwap(top) && !isImmutable(dirname(top)) && !isImmutable(top);
}

function overlap(paths: readonly Path[]): boolean {
  return paths.some((path, at) =>
    paths.some((other, place) => at !== place && `${other}/`.startsWith(`${path}/`)),
  );
}
