import { accessSync, constants, type Dirent, readdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path/posix";
import type { FileEffect } from "../domain/effect.ts";
import type { Foreseen } from "../domain/plan.ts";
import type { Path } from "../domain/world.ts";
import { isImmutable } from "../system/immutable.ts";
import { mayHaveLostBytes, nodePath, systemCodeOf, textOfName } from "../system/node-path.ts";
import type { JournalContext } from "./context.ts";
import type { PathState } from "./entry.ts";
import { isFileEffect } from "./needs.ts";
import { readPathState, readStatus } from "./path-state.ts";

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
  if (operands === undefined) return undefined;
  const trees: WholeTree[] = [];
  for (const operand of operands) {
    const path = resolveOperand(operand, reviewed.directory);
    const before = path === undefined ? null : readPathState(path);
    // rm -f says nothing of what is not there.
    if (path !== undefined && before === null) continue;
    const below = path === undefined || before === null ? undefined : scan(path, before, context);
    if (path === undefined || before === null || below === undefined) return undefined;
    trees.push({ path, before, below });
  }
  const count = trees.reduce((sum, { below }) => sum + below, 0);
  const isWorthwhile = count >= worthwhile && !overlap(trees.map(({ path }) => path));
  return isWorthwhile ? trees : undefined;
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

/** How many paths lie below, each of which rm could remove; undefined when that is not certain. */
function scan(top: Path, before: PathState, context: JournalContext): number | undefined {
  const isMounted = context.mounts.list.some(({ path }) => `${path}/`.startsWith(`${top}/`));
  if (isMounted || isImmutable(dirname(top)) || isImmutable(top)) return undefined;
  if (before.type !== "directory") return 0;
  const scanner = new Scanner(context);
  return scanner.visit(top) ? scanner.count : undefined;
}

class Scanner {
  count = 0;
  private readonly uid: number;
  private readonly isMaster: boolean;

  constructor({ identity }: JournalContext) {
    this.uid = identity.uid;
    this.isMaster = ["dac_override", "fowner"].every((one) => identity.capabilities.has(one));
  }

  visit(directory: Path): boolean {
    if (!this.isOpen(directory)) return false;
    const entries = readEntries(directory);
    this.count += entries.length;
    for (const entry of entries) {
      const path = `${directory}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!this.visit(path)) return false;
      } else if (!entry.isSymbolicLink() && isHeld(path)) return false;
    }
    return true;
  }

  /** A directory of one's own, with all rights on it; root needs neither. */
  private isOpen(directory: Path): boolean {
    if (isHeld(directory)) return false;
    if (this.isMaster) return true;
    const status = readStatus(directory);
    return Number(status?.uid) === this.uid && (Number(status?.mode) & 0o700) === 0o700;
  }
}

/** What there is to know of a directory's entry without looking at it. */
type Child = Pick<Dirent, "name" | "isDirectory" | "isSymbolicLink">;

/** Read as text, which is quicker by half; once more as bytes where a name is none. */
function readEntries(directory: Path): readonly Child[] {
  const entries = readdirSync(nodePath(directory), { withFileTypes: true });
  if (!entries.some(({ name }) => mayHaveLostBytes(name))) return entries;
  return readdirSync(nodePath(directory), { withFileTypes: true, encoding: "buffer" }).map(
    (entry) => ({
      name: textOfName(entry.name),
      isDirectory: () => entry.isDirectory(),
      isSymbolicLink: () => entry.isSymbolicLink(),
    }),
  );
}

/** Whether a file must not be changed at all: access(2) looks at that before at permissions. */
function isHeld(path: Path): boolean {
  try {
    accessSync(nodePath(path), constants.W_OK);
    return false;
  } catch (error) {
    return systemCodeOf(error) !== "EACCES";
  }
}

function overlap(paths: readonly Path[]): boolean {
  return paths.some((path, at) =>
    paths.some((other, place) => at !== place && `${other}/`.startsWith(`${path}/`)),
  );
}
