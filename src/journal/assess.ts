import { dirname } from "node:path/posix";
import type { Effect, FileEffect } from "../domain/effect.ts";
import type { Identity } from "../domain/identity.ts";
import type { Foreseen } from "../domain/plan.ts";
import { usualRetention } from "../domain/retention.ts";
import type { UndoAssessment } from "../domain/review.ts";
import { showName } from "../domain/text.ts";
import { mayLink, mayUse } from "../domain/view/permissions.ts";
import type { FileStatus, Path } from "../domain/world.ts";
import { copyLimitOf, type JournalContext } from "./context.ts";
import { countsLinks } from "./counts-links.ts";
import { isFileEffect } from "./needs.ts";
import { readStatus } from "./path-state.ts";
import { findStore, freeBytes, isShortOfRoom } from "./stores.ts";

/** What a review says of undo, with what keeping would cost. */
export interface KeepAssessment extends UndoAssessment {
  /** Bytes that would be copied before the line runs. */
  readonly bytesToCopy: number;
}

/** How far what the line does could be brought back. Only looks, and walks no tree. */
export function assessUndo(foreseen: Foreseen, context: JournalContext): KeepAssessment {
  if (losesJournal(foreseen, context)) {
    const reason = "the journal of what was done would go as well";
    return { grade: "none", reason, bytesToCopy: 0 };
  }
  const files = foreseen.effects.filter(isFileEffect);
  const own = files.filter((effect) => isOwn(effect, context));
  const areLinksCounted = countsLinks(foreseen);
  const bytesToCopy = countBytes(own, areLinksCounted, context);
  const weighed = weighCopies(own, bytesToCopy, context);
  const reason = firstObstacle(foreseen, files, own, weighed, context);
  const sentence = deletesOnFullDisk(own, context)
    ? freesNothing
    : describeForeignDirectory(own, context);
  const { bytes, free } = weighed;
  const isAsked = bytes > copyLimitOf(context);
  const note = {
    ...(sentence === undefined ? {} : { note: sentence }),
    ...(isAsked && weighed.reason === undefined ? { copy: { bytes, free } } : {}),
  };
  if (reason === undefined) return { grade: "full", bytesToCopy, ...note };
  const isNothingKept =
    weighed.reason !== undefined && !own.some((one) => isKeptByName(one, areLinksCounted, context));
  if (own.length === 0 || isNothingKept) return { grade: "none", reason, bytesToCopy };
  return { grade: "part", reason, bytesToCopy, ...note };
}

/** Whether a second name or a rename keeps what is lost, so that it needs no copy. */
function isKeptByName(
  effect: FileEffect,
  areLinksCounted: boolean,
  context: JournalContext,
): boolean {
  if (!isLosing(effect) || bytesLost(effect, areLinksCounted) !== undefined) return false;
  const path = effect.kind === "move" ? effect.from : effect.path;
  return findStore(path, context, () => false)?.isSameMount === true;
}

const freesNothing =
  "the disk is nearly full, and what is deleted stays kept for a day or longer: --no-undo frees its room at once";

/** Entries that come or go move the time of the directory around them, which its owner alone sets. */
function describeForeignDirectory(
  effects: readonly FileEffect[],
  { identity }: JournalContext,
): string | undefined {
  if (identity.capabilities.has("fowner")) return undefined;
  const directories = new Set<Path>();
  for (const effect of effects) {
    if (effect.kind === "metadata" || (effect.kind === "write" && effect.how !== "replace"))
      continue;
    directories.add(dirname(effect.path));
    if (effect.kind === "move") directories.add(dirname(effect.from));
  }
  for (const directory of directories) {
    const status = lookAt(directory);
    if (status === undefined || Number(status.uid) === identity.uid) continue;
    // Of a place for everybody, as /tmp, nobody expects its time to stay.
    if ((Number(status.mode) & 0o1000) !== 0) continue;
    return `the time of ${showName(directory)} stays as the line leaves it: the directory is another account's`;
  }
  return undefined;
}

/** What lies in a closed directory, or is yet to be made, says nothing here. */
function lookAt(path: Path): ReturnType<typeof readStatus> {
  try {
    return readStatus(path);
  } catch {
    return undefined;
  }
}

/** Each mount is looked at once. */
function deletesOnFullDisk(
  effects: readonly FileEffect[],
  { mounts, retention }: JournalContext,
): boolean {
  const { freePercent } = retention ?? usualRetention;
  const places = new Set<Path>();
  for (const { kind, path } of effects) {
    if (kind === "delete") places.add(mounts.of(path)?.path ?? "/");
  }
  return [...places].some((place) => isShortOfRoom(place, freePercent));
}

/** Whether the journal lies in what the line takes away; then there is no use in writing to it. */
export function losesJournal(foreseen: Foreseen, { stateDirectory }: JournalContext): boolean {
  const losing = foreseen.effects.filter(isFileEffect).filter(isLosing);
  const gone = losing.map((effect) => (effect.kind === "move" ? effect.from : effect.path));
  return (
    isWithin(stateDirectory, new Set(gone)) || gone.some((path) => isBelow(path, stateDirectory))
  );
}

function isBelow(path: Path, directory: Path): boolean {
  return path.startsWith(`${directory}/`);
}

/** Why the undo would not be full; the weightiest reason only. */
function firstObstacle(
  foreseen: Foreseen,
  files: readonly FileEffect[],
  own: readonly FileEffect[],
  weighed: Weighed,
  context: JournalContext,
): string | undefined {
  const lasting = foreseen.effects.find(
    (effect): effect is Exclude<Effect, FileEffect> => !isFileEffect(effect) && !isInFiles(effect),
  );
  if (lasting !== undefined) return describeLasting(lasting);
  if (own.length < files.length) return "what runs with other rights is not kept yet";
  if (foreseen.unknown.length > 0) return "not everything the line does is known beforehand";
  if (own.some((effect) => losesForeignOwner(effect, context))) {
    return "it takes away files of another account, and only root could give them back";
  }
  if (own.some((effect) => writesForeignFile(effect, context))) {
    return "it writes to a file of another account, which alone can set its time back";
  }
  return weighed.reason;
}

function isOwn({ cause }: FileEffect, { identity }: JournalContext): boolean {
  if (cause.hasSetId === true && identity.uid !== 0) return false;
  return cause.identity.uid === identity.uid && cause.identity.elevatedBy === undefined;
}

/** Of another account's file often only a copy can be kept, and that belongs to the copier. */
function losesForeignOwner(effect: FileEffect, { identity }: JournalContext): boolean {
  if (identity.capabilities.has("chown")) return false;
  return listLost(effect, identity).some((lost) => {
    const isForeign = lost.inode > 0 && lost.uid !== identity.uid;
    return isForeign && (lost.type === "directory" || !mayLink(lost, identity));
  });
}

/** Its bytes come back; times are for the owner to set. */
function writesForeignFile(effect: FileEffect, { identity }: JournalContext): boolean {
  if (effect.kind !== "write" || effect.isSame || effect.how === "replace") return false;
  if (identity.capabilities.has("fowner")) return false;
  const { type, inode, uid } = effect.before;
  return type === "file" && inode > 0 && uid !== identity.uid;
}

/** What goes; a file that only moves is taken back by a rename, if it was readable to be kept. */
function listLost(effect: FileEffect, identity: Identity): readonly FileStatus[] {
  const { before, replaced } = { before: undefined, replaced: undefined, ...effect };
  const isMovedFile = effect.kind === "move" && effect.before.type === "file";
  const isSafe = isMovedFile && mayUse(effect.before, identity, 4);
  const isGone = effect.kind === "delete" || (effect.kind === "move" && !isSafe);
  const isReplaced = effect.kind === "write" && effect.how === "replace";
  return [isGone || isReplaced ? before : undefined, replaced].filter((one) => one !== undefined);
}

/** Accounts, and how services are arranged, are nothing but what their files say. */
function isInFiles(effect: Effect): boolean {
  if (effect.kind === "account") return true;
  return (
    effect.kind === "service" &&
    /^(enable|disable|reenable|mask|unmask|set-default|link|add-wants|add-requires|revert|add-jobs|replace-jobs|remove-jobs)$/.test(
      effect.action,
    )
  );
}

function describeLasting(effect: Exclude<Effect, FileEffect>): string {
  switch (effect.kind) {
    case "device":
      return "what is written to a device is not kept";
    case "process":
      if (effect.action === "pass-by") return "what the shell is set to lasts until it ends";
      return "what is done to processes cannot be taken back";
    case "run-code":
      return "what the code it runs would change is not known";
    case "network":
      return "what goes over the network cannot be taken back";
    case "repository":
      return effect.action === "rewrite-remote" || effect.action === "delete-remote"
        ? "what goes over the network cannot be taken back"
        : "what git keeps of its own is not kept by undo";
    case "power":
      return "a restart or power-off cannot be taken back";
    case "mount":
    case "service":
    case "account":
    case "package":
      return `changes of a ${effect.kind} are not kept yet`;
  }
}

/** Bytes that a hard link cannot keep, on file systems that cannot share them with a copy. */
function countBytes(
  effects: readonly FileEffect[],
  areLinksCounted: boolean,
  { mounts }: JournalContext,
): number {
  const counted = new Set<string>();
  let bytes = 0;
  for (const effect of effects) {
    const lost = bytesLost(effect, areLinksCounted);
    if (lost === undefined || lost.type !== "file" || lost.inode < 0) continue;
    const key = `${lost.device}:${lost.inode}`;
    const type = mounts.of(effect.path)?.type ?? "";
    if (counted.has(key) || sharingFileSystems.has(type)) continue;
    counted.add(key);
    bytes += lost.size;
  }
  return bytes;
}

function bytesLost(effect: FileEffect, areLinksCounted: boolean): FileStatus | undefined {
  if (effect.kind === "delete") return areLinksCounted ? effect.before : undefined;
  if (effect.kind !== "write" || effect.isSame || effect.how === "append") return undefined;
  return effect.how === "replace" && !areLinksCounted ? undefined : effect.before;
}

const sharingFileSystems: ReadonlySet<string> = new Set(["btrfs", "xfs", "bcachefs", "ocfs2"]);

/** What has to be copied, how much room there is for it, and why it cannot be done. */
interface Weighed {
  readonly bytes: number;
  readonly free: number;
  readonly reason?: string;
}

/** Looks for a place for all that goes, once for each mount. */
function weighCopies(
  effects: readonly FileEffect[],
  bytesToCopy: number,
  context: JournalContext,
): Weighed {
  const isTooLarge = (bytes: number) => bytes > copyLimitOf(context) && context.canAsk?.() !== true;
  let free = Number.POSITIVE_INFINITY;
  const fail = (reason: string): Weighed => ({ bytes: bytesToCopy, free, reason });
  if (isTooLarge(bytesToCopy)) return fail("what it overwrites is too large to copy");
  const losing = effects.filter(isLosing);
  const gone = new Set(losing.map(({ path }) => path));
  const isChanged = (directory: Path) => isWithin(directory, gone);
  const mounts = new Set<Path>();
  let foreignBytes = bytesToCopy;
  for (const effect of losing) {
    const path = effect.kind === "move" ? effect.from : effect.path;
    const store = findStoreOnce(path, context, isChanged, mounts);
    if (store === undefined) return fail(noPlace);
    if (store !== "seen") free = Math.min(free, freeBytes(store.directory));
    if (bytesToCopy > free / 2) return fail(noRoom);
    if (store === "seen" || store.isSameMount || effect.kind !== "delete") continue;
    foreignBytes += effect.before?.size ?? 0;
    mounts.delete(context.mounts.of(path)?.path ?? "");
  }
  if (isTooLarge(foreignBytes)) return fail("it lies on another disk and is too large to copy");
  if (foreignBytes > free / 2) return fail(noRoom);
  return { bytes: foreignBytes, free };
}

const noPlace = "there is no place to keep it outside of what is changed";
const noRoom = "the disk has no room for a copy";

function findStoreOnce(
  path: Path,
  context: JournalContext,
  isChanged: (directory: Path) => boolean,
  mounts: Set<Path>,
): ReturnType<typeof findStore> | "seen" {
  const mount = context.mounts.of(path)?.path ?? "";
  if (mounts.has(mount)) return "seen";
  mounts.add(mount);
  return findStore(path, context, isChanged);
}

function isLosing(effect: FileEffect): boolean {
  if (effect.kind === "delete" || effect.kind === "move") return true;
  return effect.kind === "write" && !effect.isSame && effect.before.inode >= 0;
}

function isWithin(directory: Path, paths: ReadonlySet<Path>): boolean {
  for (let at = directory; ; at = dirname(at)) {
    if (paths.has(at)) return true;
    if (at === "/") return false;
  }
}
