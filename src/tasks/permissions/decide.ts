import type { Answers, TaskProblem } from "../../domain/task-plan.ts";
import { type PlannedActions, planActions } from "./actions.ts";
import { type Inode, isOrdinary, type PermissionFacts } from "./facts.ts";
import { leastAnswers } from "./least.ts";
import { problemWith, problemWithActions } from "./problems.ts";
import { inScope, resolve } from "./resolve.ts";
import type { Resolution } from "./target.ts";
import { isEmpty, readWishes, type Wishes } from "./wishes.ts";

/** What comes of answers: the ways to meet them and what each thing becomes. */
export interface Decision extends PlannedActions {
  readonly root: Inode;
  readonly wishes: Wishes;
  readonly resolution: Resolution;
  /** Answers with the least filled in where that was asked for. */
  readonly answers: Answers;
  readonly runAs: "caller" | "root";
}

/** Turns answers into changes, or says why not. */
export function decide(answers: Answers, facts: PermissionFacts): Decision | TaskProblem {
  const problem = problemWith(facts);
  const { root } = facts;
  if (problem !== undefined) return problem;
  if (typeof root === "string") return { kind: "cannot", sentence: root };
  const filled = withLeast(answers, root, facts);
  const wishes = readWishes(filled, root, facts);
  if ("sentence" in wishes) return { kind: "cannot", sentence: wishes.sentence };
  if (isEmpty(wishes)) return { kind: "unanswered", sentence: "Nothing was chosen yet." };
  const resolution = resolve(wishes, root, facts);
  const planned = planActions(resolution, root, facts);
  if (planned === undefined) {
    return {
      kind: "cannot",
      sentence:
        "Too many things inside would each need permissions of their own: choose a folder further down, or say all three of see, change and run.",
    };
  }
  const obstacle = problemWithActions(planned.actions, facts);
  if (obstacle !== undefined) return obstacle;
  const runAs = needsRoot(resolution, planned, facts) ? "root" : "caller";
  return { ...planned, root, wishes, resolution, answers: filled, runAs };
}

function withLeast(answers: Answers, root: Inode, facts: PermissionFacts): Answers {
  if (answers.least !== true) return answers;
  // A question that was passed over is no wish of its own.
  const chosen = Object.entries(answers).filter(([, answer]) => answer !== "" && !isNone(answer));
  return { ...leastAnswers(root, facts)?.answers, ...Object.fromEntries(chosen) };
}

function isNone(answer: Answers[string]): boolean {
  return Array.isArray(answer) && answer.length === 0;
}

/** Only its owner may change a file's mode, and only root gives files away. */
function needsRoot(
  resolution: Resolution,
  { changing }: PlannedActions,
  { caller, root, below, closed }: PermissionFacts,
): boolean {
  const { identity } = caller;
  if (identity.uid === 0) return true;
  const { owner, group, isRecursive } = resolution;
  if (owner !== undefined && changing.some(({ before }) => before.uid !== owner.uid)) return true;
  const isMember = group === undefined || [identity.gid, ...identity.groups].includes(group.gid);
  if (!isMember && changing.some(({ before }) => before.gid !== group?.gid)) return true;
  if (isRecursive && closed > 0) return true;
  // In a tree the commands go over everything, what stays as it is among it.
  const touched = typeof root === "string" ? [] : inScope(resolution, root, { below });
  return touched.some((inode) => isOrdinary(inode) && inode.uid !== identity.uid);
}
