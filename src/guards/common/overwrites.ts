import type { Facts, Requirement } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { FileStatus, Path } from "../../domain/world.ts";
import { type CommandEffects, groupByCommand } from "./by-command.ts";
import { isEditor } from "./editors.ts";
import {
  copiedPaths,
  type Deletion,
  type EffectOf,
  isMadeByLine,
  refilledDeletions,
} from "./existing.ts";
import { GitLook } from "./git-look.ts";
import { isDoneByGit } from "./git-losses.ts";
import { isMaintainer } from "./maintainers.ts";
import { oncePerLine } from "./memory.ts";
import {
  canBePackaged,
  hasPassingName,
  isPassing,
  isRebuilt,
  isRotatedLog,
  isServiceData,
} from "./places.ts";
import { secretKind } from "./secrets.ts";
import { requirementOf, vitalReason } from "./vital-paths.ts";

type Replacing = EffectOf<"write"> | EffectOf<"move"> | EffectOf<"link"> | Deletion;

/** A file that loses what was in it. */
export interface LostContent {
  readonly path: Path;
  readonly before: FileStatus;
  readonly effect: Replacing;
  /** Bytes afterwards, where they are known. */
  readonly sizeAfter: number | undefined;
  readonly requirement: Requirement | undefined;
  readonly package: string | undefined;
  /** Git has the content as committed. */
  readonly isCommitted: boolean;
}

/** What one command of the line overwrites. */
export interface Overwrite {
  readonly command: CommandEffects<Replacing>;
  readonly severity: Severity;
  readonly lost: readonly LostContent[];
  readonly bytes: number;
}

/** Files whose owner and importance are looked up, per command. */
const maximumLookups = 2000;
const manyFiles = 100;
const manyBytes = 1_000_000_000;

/** Contents that are gone afterwards although their file's name stays. */
export const overwrites = oncePerLine((foreseen, facts): readonly Overwrite[] => {
  const refilled = refilledDeletions(foreseen, facts);
  const replacing = foreseen.effects.filter(
    (effect): effect is Replacing =>
      lostBefore(effect) !== undefined && (effect.kind !== "delete" || refilled.has(effect)),
  );
  if (replacing.length === 0) return [];
  const look = new ContentLook(foreseen, facts);
  return groupByCommand(replacing).flatMap((command) => {
    const lost = command.effects.flatMap((effect) => look.at(effect));
    if (lost.length === 0) return [];
    const bytes = lost.reduce((sum, { before }) => sum + before.size, 0);
    // Without being told to, mv asks only about the files that it may not write to.
    const asksOften = command.cause.command.some(({ text }) => /^(-\w*i|--interactive)/.test(text));
    const isAsked =
      (lost.length === 1 || asksOften) &&
      foreseen.unknown.some(({ reason }) =>
        reason.startsWith(`${command.cause.program} asks first`),
      );
    return [{ command, lost, bytes, severity: isAsked ? "note" : severityOf(lost, bytes) }];
  });
});

/** What lay under the name before and no longer does; undefined where nothing of worth goes. */
function lostBefore(effect: Foreseen["effects"][number]): FileStatus | undefined {
  // A person looks at the file, and decides what becomes of it.
  if (isEditor(effect.cause.program) || isMaintainer(effect.cause.program)) return undefined;
  let before: FileStatus | undefined;
  if (effect.kind === "write")
    before = effect.isSame || effect.how === "append" ? undefined : effect.before;
  else if (effect.kind === "delete") before = effect.before;
  else if (effect.kind === "move" || effect.kind === "link") before = effect.replaced;
  if (before === undefined || isMadeByLine(before)) return undefined;
  if (before.type === "character" || before.type === "block") return before;
  if (before.type === "link")
    return effect.kind === "link" || effect.kind === "delete" ? before : undefined;
  return before.type === "file" && before.size > 0 ? before : undefined;
}

/** Works out for each effect whether its content is really lost, and how much that matters. */
class ContentLook {
  private readonly foreseen: Foreseen;
  private readonly facts: Facts;
  private readonly git: GitLook;
  private readonly copied: ReadonlySet<Path>;
  private lookups = 0;

  constructor(foreseen: Foreseen, facts: Facts) {
    this.foreseen = foreseen;
    this.facts = facts;
    this.git = new GitLook(facts);
    this.copied = copiedPaths(foreseen);
  }

  at(effect: Replacing): readonly LostContent[] {
    const { path } = effect;
    const before = lostBefore(effect);
    if (before?.type === "link") return this.relinked(effect, before);
    if (before === undefined || this.copied.has(path)) return [];
    if (this.isQuietPlace(this.placeBefore(effect, before))) return [];
    // What git writes over is another guard's, but for files of the system.
    const isGits = !canBePackaged(path) || path.includes("/.git/");
    if (isDoneByGit(effect.cause) && isGits) return [];
    if (before.links > 1 && effect.kind !== "write" && !this.isVital(path)) return [];
    const help = canBePackaged(path) ? undefined : this.git.helpFor(path, directoryOf(path));
    if (help?.kind === "ignored") return [];
    const isCommitted = help?.kind === "committed" && help.uncommitted === 0;
    const sizeAfter = effect.kind === "write" ? effect.size : undefined;
    return [{ path, before, effect, sizeAfter, isCommitted, ...this.meaning(path) }];
  }

  /** A link of the system's that leads elsewhere afterwards: `/bin/sh` to something that is no shell. */
  private relinked(effect: Replacing, before: FileStatus): readonly LostContent[] {
    const { path } = effect;
    if (!canBePackaged(path) && vitalReason(path) === undefined) return [];
    const link = this.foreseen.effects.findLast(
      (one): one is EffectOf<"link"> => one.kind === "link" && one.path === path,
    );
    const { requirement, package: owner } = this.meaning(path);
    if (link === undefined || requirement?.severity !== "critical") return [];
    if (standsInFor(path, link.target)) return [];
    const lost = { path, before, effect, sizeAfter: undefined, isCommitted: false };
    return [{ ...lost, requirement, package: owner }];
  }

  /** Another name keeps the content; whoever needs this one does not find it all the same. */
  private isVital(path: Path): boolean {
    return this.meaning(path).requirement?.severity === "critical";
  }

  /** Where the file that goes lay before the line, which may have moved it to where it is lost. */
  private placeBefore(effect: Replacing, { inode, device }: FileStatus): Path {
    if (effect.kind !== "move") return effect.path;
    const moved = this.foreseen.effects.find(
      (one): one is EffectOf<"move"> =>
        one.kind === "move" && one.before.inode === inode && one.before.device === device,
    );
    return moved?.from ?? effect.path;
  }

  private isQuietPlace(path: Path): boolean {
    if (isPassing(path, this.foreseen.directory, this.facts)) return true;
    return hasPassingName(path) || isRebuilt(path) || isRotatedLog(path);
  }

  private meaning(path: Path): Pick<LostContent, "requirement" | "package"> {
    const none = { requirement: undefined, package: undefined };
    const isKnown = canBePackaged(path) || path.startsWith("/dev/");
    if (!isKnown && vitalReason(path) === undefined) return none;
    this.lookups += 1;
    if (this.lookups > maximumLookups) return none;
    const requirement = requirementOf(path, this.facts);
    return { requirement, package: this.facts.packages.owners(path)[0] };
  }
}

/** Every shell that scripts for `sh` run in, and another version of the same library or program. */
function standsInFor(path: Path, target: string): boolean {
  if (vitalReason(path) !== undefined) return target.replace(/^\/?/, "/") === `/usr${path}`;
  const [name, other] = [baseOf(path), baseOf(target)];
  if (name === "sh") return /^(ba|da|k|mk|lk|ya|z|a)?sh(\.\w+)?$|^busybox$/.test(other);
  const stem = name.replace(/[.\d-]*$/, "");
  return stem !== "" && other.startsWith(stem);
}

function baseOf(path: Path): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function severityOf(lost: readonly LostContent[], bytes: number): Severity {
  if (lost.some(isCritical)) return "critical";
  if (lost.some(breaksPart) || lost.length >= manyFiles || bytes >= manyBytes) return "danger";
  return lost.every(({ isCommitted }) => isCommitted) ? "note" : "caution";
}

/** The account database or libc: emptied, or replaced by something much smaller. */
function isCritical(lost: LostContent): boolean {
  if (lost.requirement?.severity !== "critical") return false;
  return !lost.path.startsWith("/etc/") || isShrunk(lost);
}

/** A setting that is edited in place keeps most of its bytes; one written over does not. */
function isShrunk({ before, sizeAfter, effect }: LostContent): boolean {
  if (sizeAfter !== undefined) return sizeAfter < before.size / 2;
  return effect.kind !== "write" || /[>]|^tee$/.test(effect.cause.program);
}

function breaksPart(lost: LostContent): boolean {
  const { path, requirement, package: owner } = lost;
  if (isServiceData(path)) return true;
  if (path.startsWith("/etc/")) return requirement !== undefined && isShrunk(lost);
  if (requirement !== undefined) return true;
  if (owner !== undefined && !path.startsWith("/usr/share/")) return true;
  const secret = secretKind(path);
  return secret === "ssh-key" || secret === "host-key" || secret === "password-hashes";
}

function directoryOf(path: Path): Path {
  const end = path.lastIndexOf("/");
  return end <= 0 ? "/" : path.slice(0, end);
}
