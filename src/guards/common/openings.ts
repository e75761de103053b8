import type { Facts } from "../../domain/facts.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { Path } from "../../domain/world.ts";
import { type CommandEffects, groupByCommand } from "./by-command.ts";
import type { EffectOf } from "./existing.ts";
import { oncePerLine } from "./memory.ts";
import { homeAbove, isPassing } from "./places.ts";
import { secretKind } from "./secrets.ts";
import { vitalReason } from "./vital-paths.ts";

export type Opening = EffectOf<"metadata"> | EffectOf<"create">;

/** What becomes possible for others: anybody may change it, a group may, or anybody may read it. */
export type OpeningKind = "anybody-changes" | "group-changes" | "anybody-reads";

/** What one command opens to others. */
export interface OpenedAccess {
  readonly command: CommandEffects<Opening>;
  readonly severity: Severity;
  readonly kind: OpeningKind;
  readonly opened: readonly Opening[];
  /** A directory in which everybody may delete everybody's files, since its sticky bit goes. */
  readonly losesSticky: boolean;
  readonly isHome: boolean;
}

const manyFiles = 1000;

/** Permissions that others gain, by command. */
export const openings = oncePerLine((foreseen, facts): readonly OpenedAccess[] => {
  const effects = foreseen.effects.filter(
    (effect): effect is Opening => openingOf(effect, facts) !== undefined,
  );
  return groupByCommand(effects).map((command) => weigh(command, foreseen, facts));
});

/** The widest thing that an effect opens. */
function openingOf(effect: Foreseen["effects"][number], facts: Facts): OpeningKind | undefined {
  if (effect.kind === "create") {
    const isShared = (effect.access.mode & 0o1002) === 0o002;
    return isShared && effect.type !== "link" && effect.type !== "socket"
      ? "anybody-changes"
      : undefined;
  }
  if (effect.kind !== "metadata" || effect.before.type === "link") return undefined;
  // Keys and passwords have a guard of their own.
  if (secretKind(effect.path) !== undefined) return undefined;
  const { before, after } = effect;
  const gained = after.mode & ~before.mode;
  const isShared = (after.mode & 0o002) !== 0;
  if ((gained & 0o002) !== 0 && !isStickyDirectory(effect)) return "anybody-changes";
  if (isShared && (before.mode & ~after.mode & 0o1000) !== 0) return "anybody-changes";
  if (isGroupGain(effect) && hasOtherMembers(after.gid, after.uid, facts)) return "group-changes";
  const wasPrivate = (before.mode & 0o077) === 0 && before.type === "file" && before.inode >= 0;
  return (gained & 0o004) !== 0 && wasPrivate && before.size > 0 ? "anybody-reads" : undefined;
}

/** Where there is a list, the group's bits of the mode are its mask, which holds for others too. */
function isGroupGain({ before, after, lists }: EffectOf<"metadata">): boolean {
  if (lists === undefined) return (after.mode & ~before.mode & 0o020) !== 0;
  const had = lists.before.access.group & (lists.before.access.mask ?? 7);
  const has = lists.after.access.group & (lists.after.access.mask ?? 7);
  return (has & ~had & 2) !== 0;
}

function isStickyDirectory({ before, after }: EffectOf<"metadata">): boolean {
  return before.type === "directory" && (after.mode & 0o1000) !== 0;
}

/** Whether the group has anybody in it besides the owner and root. */
function hasOtherMembers(gid: number, uid: number, facts: Facts): boolean {
  const owner = facts.accounts.user(uid);
  const members = facts.accounts.group(gid)?.members ?? [];
  return owner?.gid !== gid && members.some((name) => name !== owner?.name && name !== "root");
}

function weigh(command: CommandEffects<Opening>, foreseen: Foreseen, facts: Facts): OpenedAccess {
  let kind: OpeningKind = "group-changes";
  let losesSticky = false;
  let isHome = false;
  for (const effect of command.effects) {
    const own = openingOf(effect, facts);
    if (own === "anybody-changes" || (own === "anybody-reads" && kind === "group-changes"))
      kind = own;
    losesSticky ||= effect.kind === "metadata" && losesStickyBit(effect);
    isHome ||=
      own === "anybody-changes" &&
      (homeAbove(effect.path, facts) === effect.path || isStartup(effect.path, facts));
  }
  const found = { command, kind, opened: command.effects, losesSticky, isHome };
  return { ...found, severity: severityOf(found, foreseen, facts) };
}

function losesStickyBit({ before, after }: EffectOf<"metadata">): boolean {
  return (before.mode & ~after.mode & 0o1000) !== 0 && (after.mode & 0o002) !== 0;
}

function severityOf(
  { opened, kind, losesSticky, isHome }: Omit<OpenedAccess, "severity">,
  foreseen: Foreseen,
  facts: Facts,
): Severity {
  if (opened.some(({ path }) => path === "/")) return "critical";
  if (kind === "group-changes") return "note";
  const isSystem = opened.some((effect) => isSystemPlace(effect.path) || isDisk(effect));
  const isWide = isHome || losesSticky || isSystem || opened.length >= manyFiles;
  if (kind === "anybody-changes" && isWide) return "danger";
  return opened.every(({ path }) => isPassing(path, foreseen.directory, facts))
    ? "note"
    : "caution";
}

/** Whoever may write to a disk may write to every file on it. */
function isDisk(effect: Opening): boolean {
  return effect.kind === "metadata" && effect.before.type === "block";
}

/** Files that shells run as their owner at every login. */
function isStartup(path: Path, facts: Facts): boolean {
  const home = homeAbove(path, facts);
  return (
    home !== undefined &&
    /^\/\.(profile|bash_profile|bash_login|bashrc|zshrc|zshenv|zprofile|xsessionrc|xinitrc)$/.test(
      path.slice(home.length),
    )
  );
}

/** Places whose files root or services run or believe. */
function isSystemPlace(path: Path): boolean {
  if (/^\/(etc|usr|boot|root|bin|sbin|lib[^/]*)(\/|$)/.test(path)) return true;
  return path.startsWith("/var/") && vitalReason(path) !== undefined;
}
