import { describeError } from "../../../domain/error-text.ts";
import type { Files } from "../../../domain/view/files.ts";
import { type ErrorCode, type FileStatus, isError } from "../../../domain/world.ts";
import { quoteName } from "../messages.ts";
import type { Work } from "./job.ts";

/**
 * Gives a copy the times, owner and mode that the rules keep. False where one of them had to be kept
 * and could not.
 */
export function keepAttributes(
  work: Work,
  target: string,
  source: FileStatus,
  isNew: boolean,
): boolean {
  const { files, rules } = work;
  if (rules.keepsTimes && !keepTimes(work, target, source)) return false;
  const owner = rules.keepsOwner ? keepOwner(work, target, source, isNew) : "kept";
  if (owner === "failed") return false;
  if (rules.keepsMode || rules.isMove) {
    const error = setPermissions(
      files,
      target,
      owner === "kept" ? source.mode : source.mode & 0o777,
    );
    return (
      error === undefined ||
      complain(work, `preserving permissions for ${quoteName(target)}`, error)
    );
  }
  if (rules.mode !== undefined) setPermissions(files, target, rules.mode);
  else if (rules.dropsMode && isNew) {
    const whole = source.type === "directory" ? 0o777 : 0o666;
    setPermissions(files, target, whole & ~work.call.umask);
  }
  return true;
}

/**
 * Sets permissions by way of the access control list, as GNU programs do: bits above 0777 that the
 * target has stay, unless the mode has such bits of its own.
 */
export function setPermissions(files: Files, target: string, mode: number): ErrorCode | undefined {
  const status = files.stat(target);
  if (isError(status)) return status;
  const kept = (mode & 0o7000) === 0 ? status.mode & 0o7000 : 0;
  return files.changeMode(target, mode | kept);
}

function keepTimes(work: Work, target: string, source: FileStatus): boolean {
  const { call, files } = work;
  const status = files.stat(target);
  const isOwn = !isError(status) && status.uid === call.identity.uid;
  if (!isOwn && !call.identity.capabilities.has("fowner")) {
    return complain(work, `preserving times for ${quoteName(target)}`, "EPERM");
  }
  files.setModified(target, source.modified);
  return true;
}

/** False where the attribute had to be kept. */
function complain(work: Work, what: string, error: ErrorCode): boolean {
  work.report.warn(`${what}: ${describeError(error)}`);
  if (work.rules.mustKeep) work.report.setStatus(1);
  return !work.rules.mustKeep;
}

/** Who may not give a file away still tries to keep its group, and then loses set-id bits. */
function keepOwner(
  work: Work,
  target: string,
  source: FileStatus,
  isNew: boolean,
): "kept" | "lost" | "failed" {
  const { call, files } = work;
  const status = files.stat(target);
  const isSame = !isError(status) && status.uid === source.uid && status.gid === source.gid;
  if (isSame && !(isNew && source.type === "directory")) return "kept";
  const error = files.changeOwner(target, source.uid, source.gid);
  if (error === undefined) return "kept";
  if (error === "EPERM") files.changeOwner(target, undefined, source.gid);
  if (error === "EPERM" && call.identity.uid !== 0) return "lost";
  return complain(work, `failed to preserve ownership for ${quoteName(target)}`, error)
    ? "lost"
    : "failed";
}
