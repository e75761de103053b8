import { describeError } from "../../../domain/error-text.ts";
import { type Content, emptyContent } from "../../../domain/view/files.ts";
import { type ErrorCode, type FileStatus, isError } from "../../../domain/world.ts";
import { quoteName } from "../messages.ts";
import { readSource } from "../source-content.ts";
import { waitForReader } from "../wait-for-reader.ts";
import { keepAttributes } from "./attributes.ts";
import type { CopyEnd, Job, Work } from "./job.ts";

/** Copies bytes: into an existing file, or into a new one. */
export function copyFile(
  work: Work,
  job: Job,
  source: FileStatus,
  target: FileStatus | undefined,
): CopyEnd {
  const { call, files, report, rules } = work;
  const read = readSource(files, job.source);
  if (isError(read)) {
    report.fail(`cannot open ${quoteName(job.source)} for reading: ${describeError(read)}`);
    return "failed";
  }
  if (source.type === "fifo" && read.content.kind === "unknown") {
    call.unknown("whether anybody writes into the pipe is not known", work.operand);
    report.forgetStatus();
  }
  const content = rules.leavesData ? emptyContent : read.content;
  const isPipe = target?.type === "fifo" && !rules.unlinksBefore && !rules.leavesData;
  if (isPipe) waitForReader(call, report, work.operand);
  const isNew = writeTarget(work, job, source, target, content);
  if (isNew === "failed") return "failed";
  if (read.isEndless && !rules.leavesData) {
    call.emit(
      { kind: "process", action: "fill", detail: "bytes without end", path: job.target },
      work.operand,
    );
  }
  return keepAttributes(work, job.target, source, isNew) ? "copied" : "failed";
}

/** True for a file that was not there before. */
function writeTarget(
  work: Work,
  job: Job,
  source: FileStatus,
  target: FileStatus | undefined,
  content: Content,
): boolean | "failed" {
  const { files, rules, report } = work;
  if (target === undefined) return makeFile(work, job, source, content);
  if (rules.unlinksBefore) return replaceFile(work, job, source, content);
  const error = rules.leavesData
    ? files.access(job.target, "write")
    : files.write(job.target, content, { mustExist: true });
  if (error === undefined) return false;
  if (error !== "ENOENT" && rules.unlinksAfterFailure) {
    const removal = files.unlink(job.target);
    if (removal !== undefined && removal !== "ENOENT") {
      report.failOn("cannot remove", job.target, removal);
      return "failed";
    }
    if (rules.isVerbose) report.print(`removed ${quoteName(job.target)}\n`);
    return makeFile(work, job, source, content);
  }
  if (error === "ENOENT") return makeFile(work, job, source, content);
  return complain(work, job, error);
}

function makeFile(work: Work, job: Job, source: FileStatus, content: Content): boolean | "failed" {
  const { files, rules, report } = work;
  const mode = modeOfNew(work, source);
  let error = files.write(job.target, content, { mode, isExclusive: true });
  const own = error === "EEXIST" ? files.lstat(job.target) : undefined;
  if (own !== undefined && !isError(own) && own.type === "link" && !rules.isMove) {
    if (!rules.writesThroughDangling) {
      report.fail(`not writing through dangling symlink ${quoteName(job.target)}`);
      return "failed";
    }
    error = files.write(job.target, content, { mode });
  }
  if (error === undefined) return true;
  return complain(work, job, error === "EISDIR" && job.target.endsWith("/") ? "ENOTDIR" : error);
}

/** The old file goes and a new one takes its name. */
function replaceFile(
  work: Work,
  job: Job,
  source: FileStatus,
  content: Content,
): boolean | "failed" {
  const mode = modeOfNew(work, source) & ~work.call.umask;
  const error = work.files.replace(job.target, content, { mode });
  if (error === undefined) return true;
  work.report.failOn("cannot remove", job.target, error);
  return "failed";
}

function modeOfNew({ rules }: Work, source: FileStatus): number {
  return (rules.mode ?? source.mode) & 0o777;
}

function complain(work: Work, job: Job, error: ErrorCode): "failed" {
  work.report.failOn("cannot create regular file", job.target, error);
  return "failed";
}
