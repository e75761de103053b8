import type { Files } from "../../../domain/view/files.ts";
import { type FileStatus, isError } from "../../../domain/world.ts";
import type { CopyRules } from "./rules.ts";

export interface Pair {
  readonly source: string;
  readonly target: string;
  readonly sourceStatus: FileStatus;
  readonly targetStatus: FileStatus;
}

/** refuse: "are the same file"; done: nothing needs doing. */
export type SameFileAnswer = "go" | "refuse" | "done";

/** Whether a source may be copied or moved over a target that may be the same file (copy.c of GNU). */
export function judgeSameFile(files: Files, pair: Pair, rules: CopyRules): SameFileAnswer {
  const isSame = isSameInode(pair.sourceStatus, pair.targetStatus);
  if (isSame && rules.makes === "hard links") return "done";
  return rules.follow === "never"
    ? judgeUnfollowed(files, pair, rules, isSame)
    : judgeFollowed(files, pair, rules, isSame);
}

export function isSameInode(first: FileStatus, second: FileStatus): boolean {
  return first.device === second.device && first.inode === second.inode;
}

/** Whether two paths are one name in one directory. */
export function isSameName(files: Files, first: string, second: string): boolean {
  const place = files.canonicalPath(first);
  return !isError(place) && place === files.canonicalPath(second);
}

function judgeUnfollowed(
  files: Files,
  pair: Pair,
  rules: CopyRules,
  isSame: boolean,
): SameFileAnswer {
  const { sourceStatus, targetStatus } = pair;
  if (sourceStatus.type === "link" && targetStatus.type === "link") {
    if (isSameName(files, pair.source, pair.target)) return "refuse";
    if (rules.backup.kind === "none" && isSame) return rules.isMove ? "refuse" : "done";
    return "go";
  }
  return judgeLinks(files, pair, rules, pair, isSame);
}

function judgeFollowed(
  files: Files,
  pair: Pair,
  rules: CopyRules,
  isSame: boolean,
): SameFileAnswer {
  if (!isSame) return "go";
  const sourceStatus = files.lstat(pair.source);
  const targetStatus = files.lstat(pair.target);
  if (isError(sourceStatus) || isError(targetStatus)) return "go";
  const areLinks = sourceStatus.type === "link" && targetStatus.type === "link";
  if (areLinks && rules.unlinksBefore) return "go";
  const own = { ...pair, sourceStatus, targetStatus };
  return judgeLinks(files, pair, rules, own, isSameInode(sourceStatus, targetStatus));
}

/** `own` holds what lstat says of both; `isSameLink` whether they are one inode by that. */
function judgeLinks(
  files: Files,
  pair: Pair,
  rules: CopyRules,
  own: Pair,
  isSameLink: boolean,
): SameFileAnswer {
  const isSourceLink = own.sourceStatus.type === "link";
  const isTargetLink = own.targetStatus.type === "link";
  const isOneName = (): boolean => isSameName(files, pair.source, pair.target);
  if (rules.backup.kind !== "none") {
    if (isSameLink) return isOneName() ? "refuse" : "go";
    const wouldDangle = !rules.isMove && rules.follow !== "never" && isSourceLink && !isTargetLink;
    return wouldDangle ? "refuse" : "go";
  }
  if (rules.isMove || rules.unlinksBefore) {
    if (isTargetLink) return "go";
    if (isSameLink && own.targetStatus.links > 1 && !isOneName())
      return rules.isMove ? "refuse" : "go";
  }
  if (!isSourceLink && !isTargetLink) {
    if (!isSameLink) return "go";
    if (rules.makes === "hard links") return "done";
  }
  if (rules.isMove && pair.sourceStatus.type === "link" && own.targetStatus.links > 1) {
    const real = files.realPath(pair.source);
    if (!isError(real)) return isSameName(files, real, pair.target) ? "refuse" : "go";
  }
  if (rules.makes === "symbolic links" && isTargetLink) return "go";
  return rules.follow === "never" ? judgeReferents(files, pair, rules) : "refuse";
}

/** One of both is a link: what matters is whether they lead to the same file. */
function judgeReferents(files: Files, pair: Pair, rules: CopyRules): SameFileAnswer {
  const source = files.stat(pair.source);
  const target = files.stat(pair.target);
  if (isError(source) || isError(target) || !isSameInode(source, target)) return "go";
  if (rules.makes !== "hard links") return "refuse";
  return pair.targetStatus.type === "link" ? "go" : "done";
}
