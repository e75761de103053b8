import { describeError } from "../../../domain/error-text.ts";
import { type FileStatus, isError } from "../../../domain/world.ts";
import { makeBackup } from "../backup.ts";
import { quoteName } from "../messages.ts";
import { baseName, isDotOrDotDot, stripSlashes } from "../paths.ts";
import { announceCopy } from "./announce.ts";
import { copyDirectory } from "./copy-directory.ts";
import { copyLeaf } from "./copy-leaf.ts";
import { judgeExisting } from "./existing.ts";
import { type CopyEnd, inodeKey, type Job, nameKey, type Work } from "./job.ts";
import { move } from "./move.ts";
import { isSameName } from "./same-file.ts";

/** Copies or moves one source to one target, after copy_internal of GNU's copy.c. */
export function copy(work: Work, job: Job): CopyEnd {
  const { files, report, rules } = work;
  if (isKeptBack(work, job)) return "moved";
  const source = rules.follow === "never" ? files.lstat(job.source) : files.stat(job.source);
  if (isError(source)) {
    report.failOn("cannot stat", job.source, source);
    return "failed";
  }
  const early = judgeSource(work, job, source);
  if (early !== undefined) return early;
  const target = findTarget(work, job, source);
  if (target === "failed") return "failed";
  const existing = target === undefined ? undefined : judgeExisting(work, job, source, target);
  if (existing !== undefined && existing !== "go") return existing;
  return overwrite(work, job, source, target);
}

/** `mv -n` tries to rename first, and asks no further where there is a target. */
function isKeptBack({ files, rules }: Work, job: Job): boolean {
  if (!rules.isMove || rules.overwriting !== "never") return false;
  return !isError(files.lstat(job.target)) && !isError(files.lstat(stripSlashes(job.source)));
}

function judgeSource(work: Work, job: Job, source: FileStatus): CopyEnd | undefined {
  const { report, rules, memory } = work;
  if (source.type === "directory" && !rules.isRecursive) {
    const hint = rules.mode === undefined ? "-r not specified; " : "";
    report.fail(`${hint}omitting directory ${quoteName(job.source)}`);
    return "failed";
  }
  if (!job.isCommandLine || memory.sources === undefined) return undefined;
  const key = nameKey(job.source, source);
  if (source.type !== "directory" && rules.backup.kind === "none" && memory.sources.has(key)) {
    report.warn(`warning: source file ${quoteName(job.source)} specified more than once`);
    return "moved";
  }
  memory.sources.add(key);
  return undefined;
}

/** Files are written through links, everything else takes the name itself. */
function findTarget(work: Work, job: Job, source: FileStatus): FileStatus | undefined | "failed" {
  const { files, report, rules } = work;
  const isWritten =
    source.type === "file" ||
    (rules.readsSpecial && source.type !== "directory" && source.type !== "link");
  const usesName =
    !isWritten ||
    rules.isMove ||
    rules.makes !== "copies" ||
    rules.backup.kind !== "none" ||
    rules.unlinksBefore;
  const status = usesName ? files.lstat(job.target) : files.stat(job.target);
  if (!isError(status)) return status;
  if (status === "ENOENT" || (status === "ELOOP" && rules.unlinksAfterFailure)) return undefined;
  report.failOn("cannot stat", job.target, status);
  return "failed";
}

/** Puts the old target out of the way where the rules say so, and goes on to the copying itself. */
function overwrite(
  work: Work,
  job: Job,
  source: FileStatus,
  target: FileStatus | undefined,
): CopyEnd {
  const cleared = target === undefined ? { target } : clear(work, job, source, target);
  if (cleared === "failed") return "failed";
  const { backup } = cleared;
  if (isThroughNewLink(work, job)) return "failed";
  if (work.rules.isMove) {
    // Where a move fails, the backup keeps the name it got.
    const end = move(work, job, source, backup);
    if (end !== "across") return end;
  }
  const end = bringOver(work, job, source, cleared.target, backup);
  if (end === "failed" && backup !== undefined) work.files.rename(backup, job.target);
  return end;
}

interface Cleared {
  readonly target: FileStatus | undefined;
  readonly backup?: string;
}

function clear(work: Work, job: Job, source: FileStatus, target: FileStatus): Cleared | "failed" {
  const { files, report, rules } = work;
  const isDirectory = target.type === "directory";
  if (
    rules.backup.kind !== "none" &&
    !isDotOrDotDot(baseName(job.source)) &&
    (rules.isMove || !isDirectory)
  ) {
    return backUp(work, job, source);
  }
  if (isDirectory || rules.isMove || !mustUnlink(work, source, target)) return { target };
  // A file that takes the place of another is one effect; the writing does it (see copy-leaf.ts).
  if (rules.unlinksBefore && isCopiedAsFile(work, source)) {
    if (rules.isVerbose) report.print(`removed ${quoteName(job.target)}\n`);
    return { target };
  }
  const error = files.unlink(job.target);
  if (error !== undefined && error !== "ENOENT") {
    report.failOn("cannot remove", job.target, error);
    return "failed";
  }
  if (rules.isVerbose) report.print(`removed ${quoteName(job.target)}\n`);
  return { target: undefined };
}

function isCopiedAsFile({ rules }: Work, source: FileStatus): boolean {
  return rules.makes === "copies" && source.type === "file";
}

function mustUnlink({ rules }: Work, source: FileStatus, target: FileStatus): boolean {
  if (rules.unlinksBefore) return true;
  if (rules.keepsLinks && target.links > 1 && !rules.leavesData) return true;
  return rules.follow === "never" && source.type !== "file";
}

function backUp(work: Work, job: Job, source: FileStatus): Cleared | "failed" {
  const { files, report, rules } = work;
  if (rules.backup.kind !== "numbered") {
    const kept = files.lstat(job.target + rules.backup.suffix);
    const isSource = !isError(kept) && inodeKey(kept) === inodeKey(source);
    if (isSource && baseName(job.source) === baseName(job.target) + rules.backup.suffix) {
      const done = rules.isMove ? "moved" : "copied";
      report.fail(
        `backing up ${quoteName(job.target)} might destroy source;  ${quoteName(job.source)} not ${done}`,
      );
      return "failed";
    }
  }
  const backup = makeBackup(files, job.target, rules.backup);
  if (typeof backup !== "string") return { target: undefined, backup: backup.name };
  if (backup === "ENOENT") return { target: undefined };
  report.failOn("cannot backup", job.target, backup);
  return "failed";
}

/** A link made by this very command is not written through. */
function isThroughNewLink(work: Work, job: Job): boolean {
  const { memory, rules, files, report } = work;
  if (!job.isCommandLine || rules.isMove || rules.backup.kind !== "none") return false;
  const status = memory.targets === undefined ? "ENOENT" : files.lstat(job.target);
  if (isError(status) || status.type !== "link") return false;
  if (memory.targets?.has(nameKey(job.target, status)) !== true) return false;
  report.fail(
    `will not copy ${quoteName(job.source)} through just-created symlink ${quoteName(job.target)}`,
  );
  return true;
}

function bringOver(
  work: Work,
  job: Job,
  source: FileStatus,
  target: FileStatus | undefined,
  backup: string | undefined,
): CopyEnd {
  const { rules } = work;
  const isDirectory = source.type === "directory";
  if (rules.isVerbose && !isDirectory)
    announceCopy(work, job, rules.isMove ? "copied " : "", backup);
  const earlier = findEarlier(work, job, source);
  if (earlier !== undefined) {
    const end = linkToEarlier(work, job, source, earlier);
    if (end !== "go") return end;
  }
  const left = rules.isMove ? undefined : target;
  const end = isDirectory
    ? copyDirectory(work, job, source, left, copy)
    : copyLeaf(work, job, source, left);
  if (end !== "failed" && job.isCommandLine) rememberTarget(work, job);
  if (end === "failed" && earlier === undefined) work.memory.copied.delete(inodeKey(source));
  return end;
}

/** Where this inode was copied to before; else the present target is put down for it. */
function findEarlier(work: Work, job: Job, source: FileStatus): string | undefined {
  const { rules, memory } = work;
  const key = inodeKey(source);
  const isRemembered =
    rules.isRecursive && source.type === "directory"
      ? job.isCommandLine
      : rules.keepsLinks &&
        rules.makes !== "hard links" &&
        (source.links > 1 ||
          rules.follow === "always" ||
          (job.isCommandLine && rules.follow === "command"));
  const isLookedUp = isRemembered || source.type === "directory" || rules.isMove;
  const earlier = isLookedUp ? memory.copied.get(key) : undefined;
  if (earlier === undefined && isRemembered) memory.copied.set(key, job.target);
  return earlier;
}

function linkToEarlier(work: Work, job: Job, source: FileStatus, earlier: string): CopyEnd | "go" {
  const { files, report, rules } = work;
  if (source.type !== "directory") {
    if (!isError(files.lstat(job.target))) files.unlink(job.target);
    const error = files.hardLink(earlier, job.target);
    if (error === undefined) return "copied";
    report.fail(
      `cannot create hard link ${quoteName(job.target)} to ${quoteName(earlier)}: ${describeError(error)}`,
    );
    return "failed";
  }
  if (isSameName(files, job.source, earlier)) {
    report.fail(
      `cannot copy a directory, ${quoteName(job.top.source)}, into itself, ${quoteName(job.top.target)}`,
    );
    return "into itself";
  }
  if (isSameName(files, job.target, earlier)) {
    report.warn(`warning: source directory ${quoteName(job.top.source)} specified more than once`);
    return "moved";
  }
  if (rules.follow === "always" || (rules.follow === "command" && job.isCommandLine)) return "go";
  report.fail(
    `will not create hard link ${quoteName(job.target)} to directory ${quoteName(earlier)}`,
  );
  return "failed";
}

function rememberTarget(work: Work, job: Job): void {
  const status = work.memory.targets === undefined ? "ENOENT" : work.files.lstat(job.target);
  if (!isError(status)) work.memory.targets?.add(nameKey(job.target, status));
}
