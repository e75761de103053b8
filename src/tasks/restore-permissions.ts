import type { Action } from "../domain/action.ts";
import type { PackagedAccess, UnknownPackagedAccess } from "../domain/packaged-access.ts";
import type { Task } from "../domain/task.ts";
import type { TaskPlan, TaskProblem, TaskStep } from "../domain/task-plan.ts";
import { countOf, quoteWord, showName } from "../domain/text.ts";
import type { Inode, PermissionFacts } from "./permissions/facts.ts";
import { singleActions } from "./permissions/single-actions.ts";
import { isSameInode } from "./permissions/target.ts";

/** One file of a package and what is known of how it should be. */
export interface PackagedInode {
  readonly inode: Inode;
  readonly access: PackagedAccess | UnknownPackagedAccess;
}

export interface RestoreFacts extends PermissionFacts {
  /** Those of the path, and of what is below it, that packages own. */
  readonly packaged: readonly PackagedInode[];
}

/** Files that are put right in one plan, at the most: more of them are a job for the package manager. */
const maximumFiles = 200;

/** Owners and permissions of system files as their packages have them. */
export const restorePermissionsTask: Task<RestoreFacts> = {
  id: "restore-permissions",
  title: "Permissions as packaged",
  purpose: "put back what the package says",
  synonyms: ["repair", "mend", "chmod", "package", "statoverride", "undo"],
  questions: [
    { key: "path", ask: "Which file or folder of the system", kind: "path" },
    { key: "recursive", ask: "With everything inside", kind: "yes-no", preset: true },
  ],
  plan(answers, facts): TaskPlan | TaskProblem {
    const { root, path } = facts;
    if (typeof root === "string") return { kind: "cannot", sentence: root };
    if (facts.packaged.length === 0) {
      return {
        kind: "cannot",
        sentence: `No package owns ${showName(path)} or what is in it, so none says how it should be. Choose it yourself: handrail permissions ${quoteWord(path)}`,
      };
    }
    const pairs = facts.packaged.flatMap((one) => pairOf(one, facts));
    const wrong = pairs.filter(({ before, after }) => !isSameInode(before, after));
    const remarks = unknownRemarks(facts);
    if (wrong.length === 0) return nothingWrong(pairs.length, remarks, path);
    if (wrong.length > maximumFiles) {
      return {
        kind: "cannot",
        sentence: `${countOf(wrong.length, "file")} are not as packaged; choose a folder further down, or install their packages again.`,
      };
    }
    return {
      task: "restore-permissions",
      answers,
      title: `Put back what packages say of ${showName(path)}`,
      steps: wrong.flatMap(stepsFor),
      remarks,
    };
  },
};

interface Pair {
  readonly before: Inode;
  readonly after: Inode;
  readonly owner: string;
  readonly group: string;
}

function pairOf({ inode, access }: PackagedInode, { accounts }: RestoreFacts): readonly Pair[] {
  if (access.kind === "unknown") return [];
  if (access.type !== undefined && access.type !== inode.type) return [];
  const uid = accounts.user(access.owner)?.uid;
  const gid = accounts.group(access.group)?.gid;
  if (uid === undefined || gid === undefined) return [];
  const { path, type } = inode;
  const after = { path, type, mode: access.mode, uid, gid };
  return [{ before: inode, after, owner: access.owner, group: access.group }];
}

/** The owner first, since changing it takes set-id bits away. */
function stepsFor({ before, after, owner, group }: Pair): readonly TaskStep[] {
  const { path } = after;
  const isOwned = before.uid === after.uid && before.gid === after.gid;
  const owned: Action[] = isOwned
    ? []
    : [{ kind: "change-owner", path, owner, group, isRecursive: false }];
  const lost = isOwned || before.type !== "file" ? 0 : 0o6000;
  const start = { ...before, uid: after.uid, gid: after.gid, mode: before.mode & ~lost };
  const rest = isSameInode(start, after) ? [] : singleActions({ before: start, after });
  return [...owned, ...rest].map((action) => ({
    title: action.kind === "change-owner" ? "put the owner back" : "put permissions back",
    action,
    runAs: "root",
    verify: { kind: "as-foreseen" },
    inverse: { kind: "kept" },
  }));
}

function nothingWrong(known: number, remarks: readonly string[], path: string): TaskProblem {
  if (known === 0) {
    return {
      kind: "cannot",
      sentence: `How ${showName(path)} should be is not known. ${remarks.join(" ")}`.trim(),
    };
  }
  return {
    kind: "nothing-to-do",
    sentence:
      `${countOf(known, "file")} of packages looked at: owner and permissions are as packaged. ${remarks.join(" ")}`.trim(),
  };
}

/** What could not be told and why, counted by the reason. */
function unknownRemarks({ packaged }: RestoreFacts): readonly string[] {
  const counts = new Map<string, number>();
  for (const { access } of packaged) {
    if (access.kind !== "unknown") continue;
    counts.set(access.reason, (counts.get(access.reason) ?? 0) + 1);
  }
  const reasons = [...counts].sort(([, first], [, second]) => second - first);
  const shown = reasons
    .slice(0, 3)
    .map(([reason, count]) => `Not known of ${countOf(count, "file")}: ${reason}.`);
  const more = reasons.length - shown.length;
  return more > 0 ? [...shown, `So it is with files of ${countOf(more, "other package")}.`] : shown;
}
