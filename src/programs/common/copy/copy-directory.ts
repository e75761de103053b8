import type { Files } from "../../../domain/view/files.ts";
import { type FileStatus, isError } from "../../../domain/world.ts";
import { quoteName } from "../messages.ts";
import { joinPath } from "../paths.ts";
import { announceCopy } from "./announce.ts";
import { keepAttributes } from "./attributes.ts";
import { type CopyEnd, inodeKey, type Job, type Work } from "./job.ts";
import { isSameInode } from "./same-file.ts";

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
  const error = files.makeDirectory(job.target, source.mode & 0o1777);
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
  const listed = files.readDirectory(job.source);
  if (isError(listed)) {
    report.failOn("cannot access", job.source, listed);
    return "failed";
  }
  const entries = inOrder(files, job.source, listed);
  if (rules.isVerbose && !entries.isKnown) report.printUnknown(orderReason);
  const below =
    rules.follow === "command" ? { ...work, rules: { ...rules, follow: "never" } as const } : work;
  const ancestors = [...job.ancestors, source];
  let end: CopyEnd = "copied";
  for (const name of entries.names) {
    if (!files.mayVisit()) break;
    const paths = { source: joinPath(job.source, name), target: joinPath(job.target, name) };
    const result = copy(below, { ...paths, isCommandLine: false, ancestors, top: job.top });
    // A directory copied into itself ends there, wherever in the order that is.
    if (result === "into itself") {
      if (!entries.isKnown) work.call.unknown(orderReason, work.operand);
      return result;
    }
    if (result === "failed") end = "failed";
  }
  return end;
}

const orderReason = "the order in which a directory's new entries are copied is not known";

/** Beyond this a look at every entry, only to put them in order, takes too long. */
const mostSorted = 500;

/** cp goes through a directory by inode number; what the line itself makes has none yet. */
function inOrder(
  files: Files,
  directory: string,
  entries: readonly { readonly name: string }[],
): { readonly names: readonly string[]; readonly isKnown: boolean } {
  if (entries.length < 2 || entries.length > mostSorted)
    return { names: entries.map(({ name }) => name), isKnown: entries.length < 2 };
  const found = entries.map(({ name }) => {
    const status = files.lstat(joinPath(directory, name));
    return { name, inode: isError(status) ? 0 : status.inode };
  });
  const names = found
    .toSorted((first, second) => first.inode - second.inode)
    .map(({ name }) => name);
  const isKnown = found.every(({ inode }) => inode > 0);
  // Hard links of one file come in the order of the directory itself.
  return {
    names,
    isKnown: isKnown && new Set(found.map(({ inode }) => inode)).size === found.length,
  };
}
