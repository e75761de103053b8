import { describeError } from "../../../domain/error-text.ts";
import type { FileStatus } from "../../../domain/world.ts";
import { quoteName } from "../messages.ts";
import { announceCopy } from "./announce.ts";
import { type CopyEnd, type Job, nameKey, type Work } from "./job.ts";

/** Renames; `across` where the target lies on another mount and the file must be copied. */
export function move(
  work: Work,
  job: Job,
  source: FileStatus,
  backup: string | undefined,
): CopyEnd | "across" {
  const { files, report, rules, memory } = work;
  const error = files.rename(job.source, job.target);
  if (error === undefined) {
    if (rules.isVerbose) announceCopy(work, job, "renamed ", backup);
    if (job.isCommandLine) memory.targets?.add(nameKey(job.target, source));
    return "moved";
  }
  const [from, to] = [quoteName(job.source), quoteName(job.target)];
  if (error === "EINVAL") {
    report.fail(`cannot move ${from} to a subdirectory of itself, ${to}`);
    return "into itself";
  }
  if (error !== "EXDEV") {
    report.fail(`cannot move ${from} to ${to}: ${describeError(error)}`);
    return "failed";
  }
  const isDirectory = source.type === "directory";
  const removal = isDirectory ? files.removeDirectory(job.target) : files.unlink(job.target);
  if (removal === undefined || removal === "ENOENT") return "across";
  report.fail(
    `inter-device move failed: ${from} to ${to}; unable to remove target: ${describeError(removal)}`,
  );
  return "failed";
}
