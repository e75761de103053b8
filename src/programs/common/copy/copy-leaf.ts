import { describeError } from "../../../domain/error-text.ts";
import type { FileStatus } from "../../../domain/world.ts";
import { isError } from "../../../domain/world.ts";
import { quoteName, quoteWhereNeeded } from "../messages.ts";
import { directoryName } from "../paths.ts";
import { keepAttributes } from "./attributes.ts";
import { copyFile } from "./copy-file.ts";
import type { CopyEnd, Job, Work } from "./job.ts";
import { isSameInode } from "./same-file.ts";

/** Copies what is no directory. */
export function copyLeaf(
  work: Work,
  job: Job,
  source: FileStatus,
  target: FileStatus | undefined,
): CopyEnd {
  const { rules } = work;
  if (rules.makes === "symbolic links") return makeSymbolicLink(work, job);
  if (rules.makes === "hard links") return makeHardLink(work, job);
  if (source.type === "file" || (rules.readsSpecial && source.type !== "link")) {
    return copyFile(work, job, source, target);
  }
  return source.type === "link" ? copyLink(work, job, source) : copySpecial(work, job, source);
}

function makeSymbolicLink(work: Work, job: Job): CopyEnd {
  const { files, report, rules } = work;
  if (!job.source.startsWith("/") && !isInCurrentDirectory(work, job)) {
    report.fail(
      `${quoteWhereNeeded(job.target)}: can make relative symbolic links only in current directory`,
    );
    return "failed";
  }
  if (rules.unlinksAfterFailure && !isError(files.lstat(job.target))) files.unlink(job.target);
  const error = files.symbolicLink(job.source, job.target);
  if (error === undefined) return "copied";
  report.fail(
    `cannot create symbolic link ${quoteName(job.target)} to ${quoteName(job.source)}: ${describeError(error)}`,
  );
  return "failed";
}

function isInCurrentDirectory({ files }: Work, job: Job): boolean {
  const parent = files.stat(directoryName(job.target));
  const here = files.stat(".");
  return !isError(parent) && !isError(here) && isSameInode(parent, here);
}

function makeHardLink(work: Work, job: Job): CopyEnd {
  const { files, report, rules } = work;
  const replaces = rules.unlinksAfterFailure || rules.overwriting === "ask";
  const real = rules.follow === "never" ? job.source : files.realPath(job.source);
  const from = isError(real) ? job.source : real;
  let error = files.hardLink(from, job.target);
  if (error === "EEXIST" && replaces) {
    error = files.unlink(job.target) ?? files.hardLink(from, job.target);
  }
  if (error === undefined) return "copied";
  const [link, target] = [quoteName(job.target), quoteName(job.source)];
  report.fail(`cannot create hard link ${link} to ${target}: ${describeError(error)}`);
  return "failed";
}

function copyLink(work: Work, job: Job, source: FileStatus): CopyEnd {
  const { files, report, rules, call } = work;
  const text = files.readLink(job.source);
  if (isError(text)) {
    report.failOn("cannot read symbolic link", job.source, text);
    return "failed";
  }
  const error = files.symbolicLink(text, job.target);
  if (error !== undefined) {
    report.failOn("cannot create symbolic link", job.target, error);
    return "failed";
  }
  if (!rules.keepsOwner) return "copied";
  const refusal = files.changeOwner(job.target, source.uid, source.gid, { follow: false });
  if (refusal === undefined || call.identity.uid !== 0) return "copied";
  report.warn(
    `failed to preserve ownership for ${quoteName(job.target)}: ${describeError(refusal)}`,
  );
  if (!rules.mustKeep) return "copied";
  report.setStatus(1);
  return "failed";
}

function copySpecial(work: Work, job: Job, source: FileStatus): CopyEnd {
  const { files, report } = work;
  const error = files.makeNode(job.target, source.type, source.mode, source.deviceNumber);
  if (error !== undefined) {
    report.failOn(
      source.type === "fifo" ? "cannot create fifo" : "cannot create special file",
      job.target,
      error,
    );
    return "failed";
  }
  return keepAttributes(work, job.target, source, true) ? "copied" : "failed";
}
