import type { Right, Rights } from "../../domain/access-report.ts";
import type { Answers } from "../../domain/task-plan.ts";
import { isWithin } from "../../domain/view/tree.ts";
import type { Path } from "../../domain/world.ts";
import type { Inode, PermissionFacts } from "./facts.ts";
import { keyOf, permissionsOf, rightsOf, type Subject, subjectsOf } from "./subjects.ts";

/** What a path is for, which says how little will do. */
export interface Purpose {
  readonly kind: "key" | "web" | "program" | "shared" | "home" | "plain";
  readonly sentence: string;
}

/** The answers that leave everybody what they need and nothing more; undefined where it is so. */
export function leastAnswers(
  root: Inode,
  facts: PermissionFacts,
): { readonly sentence: string; readonly answers: Answers } | undefined {
  const purpose = purposeOf(root, facts);
  const taken: Record<Right, string[]> = { see: [], change: [], run: [] };
  const inodes = [root, ...facts.below];
  for (const subject of subjectsOf(root, facts.accounts)) {
    const excess = excessOf(subject, purpose, root);
    for (const right of excess) {
      const has = inodes.some((inode) => rightsOf(permissionsOf(subject, inode))[right]);
      if (has && !isKeptBySticky(right, subject, root)) taken[right].push(`-${keyOf(subject)}`);
    }
  }
  const answers: Record<string, readonly string[]> = {};
  for (const right of ["see", "change", "run"] as const) {
    if (taken[right].length > 0) answers[right] = taken[right];
  }
  return Object.keys(answers).length === 0 ? undefined : { sentence: purpose.sentence, answers };
}

/** The rights that a subject does not need for what the path is for. */
function excessOf(subject: Subject, { kind }: Purpose, root: Inode): readonly Right[] {
  if (subject.kind === "owner") return [];
  if (kind === "key") return ["see", "change", "run"];
  if (subject.kind === "others") return kind === "home" ? ["see", "change", "run"] : ["change"];
  // A group that is meant to work together has its bit on the folder.
  const isShared = (root.mode & 0o2000) !== 0 && root.type === "directory";
  if (subject.kind === "group" && kind === "web" && !isShared) return ["change"];
  return [];
}

/** Where each may delete only their own, as in /tmp, everybody may well write. */
function isKeptBySticky(right: Right, subject: Subject, root: Inode): boolean {
  return right === "change" && subject.kind === "others" && (root.mode & 0o1000) !== 0;
}

function purposeOf(root: Inode, facts: PermissionFacts): Purpose {
  const { path } = facts;
  if (isPrivate(path)) {
    return { kind: "key", sentence: "only its owner needs keys and passwords" };
  }
  if (/^\/(var\/www|srv\/(www|http))(\/|$)|\/(public_html|htdocs)(\/|$)/.test(path)) {
    return { kind: "web", sentence: "the web server only needs to see them" };
  }
  if (path === facts.caller.home || /^\/home\/[^/]+$/.test(path)) {
    return { kind: "home", sentence: "others need nothing of your own files" };
  }
  if (root.type === "file" && (root.mode & 0o111) !== 0) {
    return { kind: "program", sentence: "to run a program nobody has to change it" };
  }
  const isOwn = isWithin(path, facts.caller.home);
  const sentence = isOwn
    ? "nobody but you needs to change your files"
    : "nobody but its owner needs to change it";
  return { kind: "plain", sentence };
}

/** Places of keys and passwords. */
function isPrivate(path: Path): boolean {
  if (/\/\.(ssh|gnupg|aws|kube|docker|password-store)(\/|$)/.test(path))
    return !path.endsWith(".pub");
  return /\/(id_[a-z0-9]+|\.netrc|\.pgpass|\.my\.cnf|\.git-credentials)$|\.(pem|key|kdbx)$|^\/etc\/(g?shadow-?|sudoers)$/.test(
    path,
  );
}

/** Why what somebody may do would be dangerous; undefined where it is not. */
export function riskOf(subject: Subject, rights: Rights, inode: Inode): string | undefined {
  if (subject.kind === "owner") return undefined;
  const isSticky = inode.type === "directory" && (inode.mode & 0o1000) !== 0;
  if (subject.kind === "others" && rights.change && !isSticky) return "risky";
  if (isPrivate(inode.path) && (rights.see || rights.change)) return "risky";
  return undefined;
}
