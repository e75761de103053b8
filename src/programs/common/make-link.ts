import type { Argument } from "../../domain/argument.ts";
import { describeError } from "../../domain/error-text.ts";
import type { Call } from "../../domain/program.ts";
import type { Files } from "../../domain/view/files.ts";
import { type ErrorCode, type FileStatus, isError } from "../../domain/world.ts";
import { type BackupRules, makeBackup } from "./backup.ts";
import { nameKey } from "./copy/job.ts";
import { isSameInode, isSameName } from "./copy/same-file.ts";
import { quoteName, quoteWhereNeeded } from "./messages.ts";
import { directoryName } from "./paths.ts";
import { relativeTo } from "./relative-path.ts";
import type { Report } from "./report.ts";

export interface LinkRules {
  readonly isSymbolic: boolean;
  readonly isRelative: boolean;
  /** A hard link to what a link leads to, not to the link itself. */
  readonly followsTarget: boolean;
  readonly removes: boolean;
  readonly asks: boolean;
  readonly mayLinkDirectories: boolean;
  readonly backup: BackupRules;
  readonly isVerbose: boolean;
}

export interface LinkWork {
  readonly call: Call;
  readonly files: Files;
  readonly operand: Argument;
  readonly rules: LinkRules;
  readonly report: Report;
  /** Links just made, which are not replaced by the same command. */
  readonly made: Set<string> | undefined;
}

/** Makes one link as ln does. */
export function makeLink(work: LinkWork, target: string, path: string): void {
  const { files, rules, report } = work;
  const source = rules.isSymbolic ? undefined : judgeTarget(work, target);
  if (source === "stop") return;
  const old = files.lstat(path);
  const isSpecialCase = rules.removes || rules.asks || rules.backup.kind !== "none";
  if (isSpecialCase && isError(old) && old !== "ENOENT") {
    report.failOn("failed to access", path, old);
    return;
  }
  const before = isSpecialCase && !isError(old) ? old : undefined;
  if (before !== undefined && !mayReplace(work, target, path, before, source)) return;
  const backup = before === undefined ? undefined : backUp(work, path);
  if (backup === "stop") return;
  const text = rules.isRelative ? relativeTarget(files, target, path) : target;
  const error = create(work, text, path, before !== undefined && backup === undefined);
  if (error !== undefined) {
    complain(work, text, path, error);
    if (backup !== undefined) files.rename(backup, path);
    return;
  }
  const made = files.lstat(path);
  if (!isError(made)) work.made?.add(nameKey(path, made));
  if (!rules.isVerbose) return;
  const kept = backup === undefined ? "" : `${quoteName(backup)} ~ `;
  report.print(`${kept}${quoteName(path)} ${rules.isSymbolic ? "->" : "=>"} ${quoteName(text)}\n`);
}

/** What a hard link would be made to. */
function judgeTarget({ files, rules, report }: LinkWork, target: string): FileStatus | "stop" {
  const status = rules.followsTarget ? files.stat(target) : files.lstat(target);
  if (isError(status)) {
    report.failOn("failed to access", target, status);
    return "stop";
  }
  if (status.type === "directory" && !rules.mayLinkDirectories) {
    report.fail(`${quoteWhereNeeded(target)}: hard link not allowed for directory`);
    return "stop";
  }
  return status;
}

function mayReplace(
  work: LinkWork,
  target: string,
  path: string,
  old: FileStatus,
  source: FileStatus | undefined,
): boolean {
  const { files, rules, report } = work;
  if (old.type === "directory") {
    report.fail(`${quoteWhereNeeded(path)}: cannot overwrite directory`);
    return false;
  }
  if (work.made?.has(nameKey(path, old)) === true) {
    report.fail(`will not overwrite just-created ${quoteName(path)} with ${quoteName(target)}`);
    return false;
  }
  const own = source ?? files.stat(target);
  const isSame = !isError(own) && isSameInode(own, old);
  // `ln -sb k k` may make a link to itself of k; without a backup k would be lost.
  const isLoss = rules.backup.kind === "none" ? rules.removes : !rules.isSymbolic;
  if (isSame && isLoss && (old.links === 1 || isSameName(files, target, path))) {
    report.fail(`${quoteName(target)} and ${quoteName(path)} are the same file`);
    return false;
  }
  return !rules.asks || report.ask(`replace ${quoteName(path)}`, work.operand);
}

function backUp({ files, rules, report }: LinkWork, path: string): string | undefined | "stop" {
  if (rules.backup.kind === "none") return undefined;
  const backup = makeBackup(files, path, rules.backup);
  if (typeof backup !== "string") return backup.name;
  if (backup === "ENOENT") return undefined;
  report.failOn("cannot backup", path, backup);
  return "stop";
}

/** An old name is replaced by renaming a new link over it, so a failure leaves it as it was. */
function create(
  work: LinkWork,
  text: string,
  path: string,
  replaces: boolean,
): ErrorCode | undefined {
  const { files, rules } = work;
  const real = rules.followsTarget ? files.realPath(text) : text;
  const from = isError(real) ? text : real;
  const make = (): ErrorCode | undefined =>
    rules.isSymbolic ? files.symbolicLink(text, path) : files.hardLink(from, path);
  const error = make();
  if (error !== "EEXIST" || !replaces) return error;
  if (!rules.isSymbolic) {
    const [first, second] = [files.lstat(from), files.lstat(path)];
    if (!isError(first) && !isError(second) && isSameInode(first, second)) return undefined;
  }
  return files.unlink(path) ?? make();
}

function complain({ report, rules }: LinkWork, text: string, path: string, error: ErrorCode): void {
  const kind = rules.isSymbolic ? "symbolic" : "hard";
  const link = quoteName(path);
  const isAboutTarget =
    !rules.isSymbolic && error !== "EMLINK" && error !== "EEXIST" && error !== "EROFS";
  const target =
    isAboutTarget || (rules.isSymbolic && error === "ENOENT" && text === "")
      ? `${rules.isSymbolic ? " ->" : " =>"} ${quoteName(text)}`
      : "";
  report.fail(`failed to create ${kind} link ${link}${target}: ${describeError(error)}`);
}

/** The target as seen from the link's own directory. */
function relativeTarget(files: Files, target: string, path: string): string {
  const from = files.realPath(directoryName(path));
  const to = files.realPath(target);
  return isError(from) || isError(to) ? target : relativeTo(from, to);
}
