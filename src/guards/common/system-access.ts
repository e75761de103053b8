import type { Argument } from "../../domain/argument.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import { isWithin } from "../../domain/view/tree.ts";
import type { Path } from "../../domain/world.ts";
import {
  type AccessChange,
  accessChanges,
  changesOwner,
  gainedBits,
  isNarrowing,
  losesSetId,
  lostBits,
  wholeChanges,
} from "./access-changes.ts";
import { type CommandEffects, groupByCommand } from "./by-command.ts";
import { oncePerLine } from "./memory.ts";
import { operandPath } from "./package-look.ts";
import { canBePackaged } from "./places.ts";
import { isRepair } from "./proper-modes.ts";
import { secretKind } from "./secrets.ts";
import { requirementOf, vitalReason } from "./vital-paths.ts";

/** What one command does to the owners and permissions of system files. */
export interface SystemAccess {
  readonly command: CommandEffects<AccessChange>;
  readonly severity: Severity;
  /** Changed things of the system. */
  readonly changed: readonly AccessChange[];
  readonly setIdLost: number;
  readonly secretsOpened: number;
  readonly ownersChanged: number;
  /** Directories that ordinary users could no longer enter. */
  readonly closed: number;
  readonly worstPath: Path | undefined;
}

const maximumLookups = 2000;
const manyChanges = 10;

/** Commands that change how the system's own files are owned or protected. */
export const systemAccess = oncePerLine((foreseen, facts): readonly SystemAccess[] =>
  groupByCommand(accessChanges(foreseen)).flatMap((command) => {
    const found = look(command, wholeChanges(foreseen), facts);
    return found === undefined ? [] : [found];
  }),
);

function look(
  command: CommandEffects<AccessChange>,
  whole: ReadonlyMap<Path, AccessChange>,
  facts: Facts,
): SystemAccess | undefined {
  const isPutRight = (change: AccessChange): boolean =>
    isRepair(whole.get(change.path) ?? change, command.effects.length, facts);
  const trees = systemTrees(command, facts);
  const owned = new OwnerLook(facts);
  const changed = command.effects.filter(
    (change) =>
      (trees.some((tree) => isPartOf(change, tree)) ||
        owned.isSystem(change) ||
        isTakenFromService(change, facts)) &&
      !isPutRight(change),
  );
  if (changed.length === 0) return undefined;
  const sums = summarize(changed);
  return { command, changed, ...sums, severity: severityOf(changed, sums, trees, facts) };
}

/** Below the root itself lie people's own files too, which are no part of the system. */
function isPartOf({ path }: AccessChange, tree: Path): boolean {
  if (tree === "/") return canBePackaged(path) || vitalReason(path) !== undefined;
  return isWithin(path, tree);
}

type Sums = Pick<
  SystemAccess,
  "setIdLost" | "secretsOpened" | "ownersChanged" | "closed" | "worstPath"
>;

function summarize(changed: readonly AccessChange[]): Sums {
  let setIdLost = 0;
  let secretsOpened = 0;
  let ownersChanged = 0;
  let closed = 0;
  let worstPath: Path | undefined;
  for (const change of changed) {
    const opened = change.before.type === "file" && (gainedBits(change) & 0o004) !== 0;
    if (losesSetId(change)) setIdLost += 1;
    if (opened) secretsOpened += 1;
    if (changesOwner(change)) ownersChanged += 1;
    if (change.before.type === "directory" && (lostBits(change) & 0o001) !== 0) closed += 1;
    if (losesSetId(change) || (opened && secretKind(change.path) !== undefined)) {
      worstPath ??= change.path;
    }
  }
  return { setIdLost, secretsOpened, ownersChanged, closed, worstPath };
}

function severityOf(
  changed: readonly AccessChange[],
  sums: Sums,
  trees: readonly Path[],
  facts: Facts,
): Severity {
  if (trees.includes("/") || changed.some(({ path }) => path === "/")) return "critical";
  if (stopsPrograms(changed, facts)) return "critical";
  if (changed.some(shutsTemporary)) return "danger";
  if (changed.length >= manyChanges || sums.setIdLost > 0) return "danger";
  if (changed.some((change) => breaksVitalPath(change, facts))) return "danger";
  if (changed.some((change) => isHomeGivenAway(change, facts))) return "danger";
  const taken = changed.filter((change) => isTakenFromService(change, facts));
  if (taken.some(({ path }) => /^\/var\/(lib|spool)\//.test(path))) return "danger";
  if (taken.length > 0) return "caution";
  return changed.every(isNarrowing) && sums.closed === 0 ? "note" : "caution";
}

/** Whether something needed can no longer be read, entered or run by those who must. */
function breaksVitalPath(change: AccessChange, facts: Facts): boolean {
  const { path, before, after } = change;
  const lost = lostBits(change);
  const isOpened = (gainedBits(change) & 0o022) !== 0;
  const isClosed = (lost & 0o005) !== 0 && before.uid === 0;
  const isGivenAway = before.uid === 0 && after.uid !== 0;
  if (!isOpened && !isClosed && !isGivenAway) return false;
  return requirementOf(path, facts) !== undefined;
}

/** Programs without which nothing else runs, that could no longer be run themselves. */
function stopsPrograms(changed: readonly AccessChange[], facts: Facts): boolean {
  return changed
    .filter((change) => change.before.type === "file" && (change.after.mode & 0o111) === 0)
    .filter((change) => (lostBits(change) & 0o111) !== 0 && isStarter(change.path))
    .some(({ path }) => facts.packages.requirement(path)?.severity === "critical");
}

/** Libraries are mapped whatever their bits are; what starts programs is not. */
function isStarter(path: Path): boolean {
  return /\/(ld-[^/]*|(ba)?sh|dash|systemd|init)$/.test(path);
}

/** A folder for everybody's temporary files in which only root may write from then on. */
function shutsTemporary(change: AccessChange): boolean {
  return /^(\/var)?\/tmp$|^\/dev\/shm$/.test(change.path) && (lostBits(change) & 0o003) !== 0;
}

/** Operands whose whole tree changes and that hold packages' files or are vital themselves. */
function systemTrees(command: CommandEffects<AccessChange>, facts: Facts): readonly Path[] {
  const { cause, operands, effects } = command;
  const paths = operands.map((operand: Argument) => operandPath(operand, cause.directory));
  return [...new Set(paths)].filter((path) => {
    if (!canBePackaged(path) && vitalReason(path) === undefined) return false;
    const below = effects.reduce((sum, effect) => sum + (isWithin(effect.path, path) ? 1 : 0), 0);
    if (below < 2) return path === "/" && below > 0;
    return vitalReason(path) !== undefined || facts.packages.below(path).files > below / 2;
  });
}

/** A home that belongs to another account afterwards: its own could not log in properly. */
function isHomeGivenAway({ path, before, after }: AccessChange, facts: Facts): boolean {
  if (before.uid === after.uid || before.uid === 0) return false;
  return facts.accounts.user(before.uid)?.home === path;
}

const serviceFolder = /^\/var\/(lib|spool|log|cache)\/./;

/** What a service keeps, and could no longer read or write as the account that it runs as. */
function isTakenFromService({ path, before, after }: AccessChange, facts: Facts): boolean {
  if (before.uid === 0 || before.uid >= 1000 || !serviceFolder.test(path)) return false;
  const account = facts.accounts.user(before.uid);
  if (account === undefined) return false;
  if (before.uid === after.uid) {
    const needed = before.type === "directory" ? 0o300 : 0o600;
    return (before.mode & ~after.mode & needed) !== 0;
  }
  return after.gid !== account.gid || (after.mode & 0o060) !== 0o060;
}

/** Places that packages make for somebody else to fill and to own. */
function isForOthers(path: Path): boolean {
  return /^\/var\/(www|lib\/[^/]+\/.)/.test(path);
}

/** Looks single paths up, as long as there are not too many. */
class OwnerLook {
  private readonly facts: Facts;
  private lookups = 0;

  constructor(facts: Facts) {
    this.facts = facts;
  }

  isSystem(change: AccessChange): boolean {
    const { path } = change;
    if (vitalReason(path) !== undefined || isHomeGivenAway(change, this.facts)) return true;
    if (!canBePackaged(path) || isForOthers(path) || this.lookups >= maximumLookups) return false;
    this.lookups += 1;
    if (this.facts.packages.owners(path).length > 0) return true;
    return this.facts.packages.requirement(path) !== undefined;
  }
}
