import { formatPermissions } from "../../../domain/mode.ts";
import type { FileStatus } from "../../../domain/world.ts";
import { quoteName } from "../messages.ts";
import { type CopyEnd, type Job, nameKey, type Work } from "./job.ts";
import { judgeSameFile } from "./same-file.ts";

/** What a target that is there already means: go on, or an early end. */
export function judgeExisting(
  work: Work,
  job: Job,
  source: FileStatus,
  target: FileStatus,
): CopyEnd | "go" {
  const { files, report, rules } = work;
  const pair = {
    source: job.source,
    target: job.target,
    sourceStatus: source,
    targetStatus: target,
  };
  const same = rules.overwriting === "never" ? "go" : judgeSameFile(files, pair, rules);
  if (same === "refuse") {
    report.fail(`${quoteName(job.source)} and ${quoteName(job.target)} are the same file`);
    return "failed";
  }
  const isDirectory = source.type === "directory";
  if (rules.isUpdate && !isDirectory && target.modified >= source.modified) return "moved";
  if (isLeftAlone(work, job, source, target)) return "moved";
  if (same === "done") return "copied";
  return judgeTypes(work, job, source, target);
}

/** `-n`, and a no to a question. */
function isLeftAlone(work: Work, job: Job, source: FileStatus, target: FileStatus): boolean {
  const { rules } = work;
  if (!rules.isMove && source.type === "directory") return false;
  if (rules.overwriting === "never") return true;
  const asks = rules.overwriting === "ask" || (rules.isMove && isProtected(work, job, target));
  return asks && !mayOverwrite(work, job, target);
}

/** A write-protected target that mv asks about when it is run at a terminal. */
function isProtected({ call, files, rules }: Work, job: Job, target: FileStatus): boolean {
  if (rules.overwriting !== "unspecified" || !call.isInputTerminal) return false;
  return isUnwritable({ call, files }, job, target);
}

function isUnwritable(
  { call, files }: Pick<Work, "call" | "files">,
  job: Job,
  target: FileStatus,
): boolean {
  if (call.identity.uid === 0 || target.type === "link") return false;
  return files.access(job.target, "write") !== undefined;
}

function mayOverwrite(work: Work, job: Job, target: FileStatus): boolean {
  const name = quoteName(job.target);
  if (!isUnwritable(work, job, target)) return work.report.ask(`overwrite ${name}`, work.operand);
  const verb =
    work.rules.isMove || work.rules.unlinksBefore || work.rules.unlinksAfterFailure
      ? "replace"
      : "unwritable";
  const mode = `${target.mode.toString(8).padStart(4, "0")} (${formatPermissions(target.mode)})`;
  const question =
    verb === "replace"
      ? `replace ${name}, overriding mode ${mode}`
      : `unwritable ${name} (mode ${mode.replace(" (", ", ").replace(")", "")}); try anyway`;
  return work.report.ask(question, work.operand);
}

function judgeTypes(work: Work, job: Job, source: FileStatus, target: FileStatus): CopyEnd | "go" {
  const { report, rules, memory } = work;
  const isBackedUpMove = rules.isMove && rules.backup.kind !== "none";
  if (target.type !== "directory") {
    if (source.type === "directory" && !isBackedUpMove) {
      report.fail(
        `cannot overwrite non-directory ${quoteName(job.target)} with directory ${quoteName(job.source)}`,
      );
      return "failed";
    }
    const isJustMade =
      job.isCommandLine && memory.targets?.has(nameKey(job.target, target)) === true;
    if (isJustMade && rules.backup.kind !== "numbered") {
      report.fail(
        `will not overwrite just-created ${quoteName(job.target)} with ${quoteName(job.source)}`,
      );
      return "failed";
    }
  } else if (source.type !== "directory" && !isBackedUpMove) {
    report.fail(`cannot overwrite directory ${quoteName(job.target)} with non-directory`);
    return "failed";
  }
  return "go";
}
