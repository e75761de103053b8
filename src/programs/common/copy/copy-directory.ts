import { type FileStatus, isError } from "../../../domain/world.ts";
import { quoteName } from "../messages.ts";
import { joinPath } from "../paths.ts";
import { announceCopy } from "./announce.ts";
import { keepAttributes } from "./attributes.ts";
import { type CopyEnd, inodeKey, type Job, type Work } from "./job.ts";
import { isSameInode } from "./same-file.ts";

/** What else of the directory is copied by then hangs on the order of its entries on the disk. */
function stopInside({ call, operand }: Work, entries: number): CopyEnd {
  if (entries > 1)
    call.unknown("how much of a directory is copied into itself is not known", operand);
  return "into itself";
}

type Copy = (work: Work, job: Job) => CopyEnd;

/** Copies a directory and what is in it. */
export function copyDirectory(
  work: Work,
  job: Job,
  source: FileStatus,
  target: FileStatus | undefined,
  copy: Copy,
): CopyEnd {
  const { report, rules } = work;
  if (job.ancestors.some((ancestor) => isSameInode(ancestor, source))) {
    report.fail(`cannot copy cyclic symbolic link ${quoteName(job.source)}`);
    return "failed";
  }
  const made = target?.type === "directory" ? { restores: undefined } : make(work, job, source);
  if (made === "failed") return "failed";
  const above = job.ancestors.at(-1);
  const isForeign = rules.isOneFileSystem && above !== undefined && above.device !== source.device;
  const end = isForeign ? "copied" : copyEntries(work, job, source, copy);
  if (made.restores !== undefined) work.files.changeMode(job.target, made.restores);
  const isKept = keepAttributes(work, job.target, source, target === undefined);
  return end === "copied" && !isKept ? "failed" : end;
}

/** Makes the directory; without the owner's bits it gets them until all is in it. */
function make(
  work: Work,
  job: Job,
  source: FileStatus,
): { readonly restores: number | undefined } | "failed" {
  const { files, report, rules, memory } = work;
  const error = files.makeDirectory(job.target, rules.dropsMode ? 0o777 : source.mode & 0o1777);
  if (error !== undefined) {
    report.failOn("cannot create directory", job.target, error);
    return "failed";
  }
  if (rules.isVerbose && rules.isMove) report.print(`created directory ${quoteName(job.target)}\n`);
  else if (rules.isVerbose) announceCopy(work, job, "", undefined);
  const status = files.lstat(job.target);
  if (isError(status)) return { restores: undefined };
  memory.copied.set(inodeKey(status), job.target);
  if ((status.mode & 0o700) === 0o700) return { restores: undefined };
  files.changeMode(job.target, status.mode | 0o700);
  return { restores: status.mode };
}

function copyEntries(work: Work, job: Job, source: FileStatus, copy: Copy): CopyEnd {
  const { files, report, rules } = work;
  const entries = files.readDirectory(job.source);
  if (isError(entries)) {
    report.failOn("cannot access", job.source, entries);
    return "failed";
  }
  const below =
    rules.follow === "command" ? { ...work, rules: { ...rules, follow: "never" } as const } : work;
  const ancestors = [...job.ancestors, source];
  let end: CopyEnd = "copied";
  for (const { name } of entries) {
    const next = {
      source: joinPath(job.source, name),
      target: joinPath(job.target, name),
      isCommandLine: false,
      ancestors,
      top: job.top,
    };
    const result = copy(below, next);
    if (result === "into itself") return stopInside(work, entries.length);
    if (result === "failed") end = "failed";
  }
  return end;
}
