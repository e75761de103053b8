import type { Action } from "../../domain/action.ts";
import type { TaskProblem } from "../../domain/task-plan.ts";
import { countOf, showName } from "../../domain/text.ts";
import type { PermissionFacts } from "./facts.ts";

/** Why nothing can be planned for the path as it is; undefined where something can. */
export function problemWith(facts: PermissionFacts): TaskProblem | undefined {
  const { root, path, mounts } = facts;
  if (typeof root === "string") return { kind: "cannot", sentence: root };
  if (facts.isReadOnly) {
    return {
      kind: "cannot",
      sentence: `${showName(path)} lies on a file system that is only read; nothing on it can be changed.`,
    };
  }
  if (facts.withoutPermissions !== undefined) {
    return {
      kind: "cannot",
      sentence: `${showName(path)} lies on a file system (${facts.withoutPermissions}) that keeps no owners and permissions; how it is mounted decides for all of it.`,
    };
  }
  if (path === "/" || (mounts.includes(path) && /^\/(proc|sys|dev)$/.test(path))) {
    return {
      kind: "cannot",
      sentence: `${showName(path)} holds the whole system; choose a folder or a file inside of it.`,
    };
  }
  return undefined;
}

/** Why actions that a plan would have cannot be done here; undefined where they can. */
export function problemWithActions(
  actions: readonly Action[],
  { canSetLists }: PermissionFacts,
): TaskProblem | undefined {
  if (canSetLists || !actions.some(({ kind }) => kind === "change-acl")) return undefined;
  return {
    kind: "cannot",
    sentence:
      "This needs an access list, since a mode knows one group only, and setfacl is not installed here: handrail install acl.",
  };
}

/** What a person should know beside what guards say. */
export function remarksOf(facts: PermissionFacts, isRecursive: boolean): readonly string[] {
  if (!isRecursive) return [];
  const remarks: string[] = [];
  const { mounts, closed, isPartlyCounted, below } = facts;
  if (mounts.length > 0) {
    const names = mounts.slice(0, 3).map(showName).join(", ");
    remarks.push(`What is mounted inside stays as it is: ${names}.`);
  }
  if (closed > 0) {
    remarks.push(`${countOf(closed, "folder")} could not be looked into from this account.`);
  }
  if (isPartlyCounted) {
    remarks.push(`Only the first ${countOf(below.length, "thing")} were looked at.`);
  }
  return remarks;
}
