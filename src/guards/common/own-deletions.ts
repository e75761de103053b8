import { resolve } from "node:path/posix";
import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { isWithin } from "../../domain/view/tree.ts";
import type { Path } from "../../domain/world.ts";
import { type CommandEffects, groupByCommand, takesAll } from "./by-command.ts";
import { type Deletion, realDeletions } from "./existing.ts";
import { GitLook } from "./git-look.ts";
import { isDoneByGit } from "./git-losses.ts";
import { oncePerLine } from "./memory.ts";
import { canBePackaged, homeAbove, isHomeFolder, isServiceData } from "./places.ts";
import { secretKind } from "./secrets.ts";
import { Tally } from "./tally.ts";

/** What one command of the line takes away that no package and no tool brings back. */
export interface OwnDeletion {
  readonly command: CommandEffects<Deletion>;
  readonly severity: Severity;
  /** The topmost paths that go. */
  readonly roots: readonly Path[];
  /** How many files each of the roots loses, in the same order; the largest first. */
  readonly counts: readonly number[];
  /** Files that are lost for good; what is empty, passing, or kept by git is not among them. */
  readonly files: number;
  readonly bytes: number;
  /** Paths of lost files, the first of them only. */
  readonly paths: readonly Path[];
  /** Files that git still has. */
  readonly committed: number;
  readonly isPartlyCounted: boolean;
  /** What was not counted could be lost as well. */
  readonly isOpen: boolean;
  /** A home, or every file in one. */
  readonly isWholeHome: boolean;
}

/** Files lost at or above which a deletion loses much. */
const manyFiles = 100;
const manyBytes = 1_000_000_000;
const manyInHomeFolder = 50;

/** Deletions of people's own files, by command, with how bad each is. */
export const ownDeletions = oncePerLine((foreseen, facts): readonly OwnDeletion[] => {
  const git = new GitLook(facts);
  // What git takes away is another guard's: it alone knows what git still has.
  const deletions = realDeletions(foreseen, facts).filter(({ cause }) => !isDoneByGit(cause));
  return groupByCommand(deletions).flatMap((command) => {
    const deletion = weigh(command, foreseen, facts, git);
    return deletion === undefined ? [] : [deletion];
  });
});

function weigh(
  command: CommandEffects<Deletion>,
  foreseen: Foreseen,
  facts: Facts,
  git: GitLook,
): OwnDeletion | undefined {
  const tally = new Tally(foreseen, facts, git);
  const partlyCounted = tally.add(command.effects);
  const isPartlyCounted = partlyCounted.length > 0;
  const isOpen = partlyCounted.some((tree) => tally.isOpen(tree));
  const sums = tally.result();
  const { files, committed, roots } = sums;
  // Of a large or refused tree only the top was looked at; what is in a home is worth the most.
  const isWholeHome = (files > 0 || isPartlyCounted) && takesWholeHome(roots, command, facts);
  if (files === 0 && committed === 0 && !isWholeHome && !isOpen) return undefined;
  const paths = tally.lost.map((effect) => effect.path);
  const lost = { command, ...sums, paths, isPartlyCounted, isOpen, isWholeHome };
  return { ...lost, severity: severityOf(lost, tally.lost, foreseen, facts) };
}

function severityOf(
  lost: Omit<OwnDeletion, "severity">,
  members: readonly Deletion[],
  { undo = "full" }: Foreseen,
  facts: Facts,
): Severity {
  if (lost.isWholeHome) return "danger";
  if (lost.files === 0 && !lost.isOpen) return "note";
  if (lost.files >= manyFiles || lost.bytes >= manyBytes) return "danger";
  if (lost.files >= manyInHomeFolder && lost.roots.some((path) => isHomeFolder(path, facts))) {
    return "danger";
  }
  if (lost.roots.some((path) => isWholeStore(path) || isServiceData(path))) return "danger";
  if (lost.files === 0) return "caution";
  const isHandful = lost.files <= 3 && lost.files === members.length;
  return isHandful &&
    undo === "full" &&
    !lost.isOpen &&
    members.every((effect) => isNamedAndOrdinary(effect, facts))
    ? "note"
    : "caution";
}

/** A whole key store, a whole history, or the whole data of a service. */
function isWholeStore(path: Path): boolean {
  return /\/\.(ssh|gnupg|password-store|git)$/.test(path) || /^\/(var\/lib|srv)\/[^/]+$/.test(path);
}

/** Whether a home goes, or everything in it by way of `*`. */
function takesWholeHome(
  roots: readonly Path[],
  command: CommandEffects<Deletion>,
  facts: Facts,
): boolean {
  if (roots.some((path) => path === "/home" || homeAbove(path, facts) === path)) return true;
  if (roots.some((path) => path !== "/" && isWithin(facts.caller.home, path))) return true;
  const named = command.operands.map(({ text }) => resolve(command.cause.directory, text));
  if (named.some((path) => homeAbove(path, facts) === path)) return true;
  return takesAll(command.operands) && roots.some((path) => isHomeFolder(path, facts));
}

/** The contract's exception: an own, ordinary file that is named in full. */
function isNamedAndOrdinary({ path, before, cause }: Deletion, facts: Facts): boolean {
  if (cause.operand === undefined || secretKind(path) !== undefined) return false;
  const isGuessed = cause.operand.origins.some(
    ({ kind }) => kind === "glob" || kind === "substitution" || kind === "input",
  );
  if (isGuessed || lastName(cause.operand.text) !== lastName(path)) return false;
  if (before === undefined) return false;
  const { uid } = facts.caller.identity;
  return before.uid === uid || before.uid === cause.identity.uid || canBePackaged(path);
}

function lastName(path: Path): string {
  const trimmed = path.replace(/\/+$/, "");
  return trimmed.slice(trimmed.lastIndexOf("/") + 1);
}
