import type { Action } from "../domain/action.ts";
import type { Task } from "../domain/task.ts";
import type { Answers, TaskPlan, TaskProblem, TaskStep } from "../domain/task-plan.ts";
import { countOf, showName } from "../domain/text.ts";
import { type Decision, decide } from "./permissions/decide.ts";
import type { PermissionFacts } from "./permissions/facts.ts";
import { remarksOf } from "./permissions/problems.ts";
import { reportAccess } from "./permissions/report.ts";
import { describeRights } from "./permissions/words.ts";

const who = "owner, group, others, user:NAME, group:NAME; all that may, or changes with + and -";

/** Who may see, change and run a file, or all that is in a folder. */
export const permissionsTask: Task<PermissionFacts> = {
  id: "permissions",
  title: "Who may do what",
  purpose: "permissions of a file or folder",
  synonyms: ["chmod", "chown", "chgrp", "acl", "setfacl", "rights", "access", "owner", "share"],
  questions: [
    { key: "path", ask: "Which file or folder", kind: "path" },
    { key: "recursive", ask: "With everything inside", kind: "yes-no", preset: true },
    { key: "least", ask: "Take what nobody needs away", kind: "yes-no", preset: false },
    { key: "see", ask: `Who may see it (${who})`, kind: "names", preset: [] },
    { key: "change", ask: "Who may change it", kind: "names", preset: [] },
    { key: "run", ask: "Who may open or run it", kind: "names", preset: [] },
    { key: "mode", ask: "Or the mode, as chmod takes it", kind: "text", preset: "" },
    { key: "owner", ask: "Another owner", kind: "text", preset: "" },
    { key: "group", ask: "Another group", kind: "text", preset: "" },
  ],
  plan(answers, facts): TaskPlan | TaskProblem {
    const decision = decide(answers, facts);
    if ("kind" in decision) {
      return decision.kind === "unanswered" ? unanswered(answers, facts) : decision;
    }
    if (decision.changing.length === 0 && decision.wishes.isRecursive && facts.closed > 0) {
      return unseen(facts);
    }
    if (decision.changing.length === 0) {
      const sentence = `${showName(facts.path)} is like that already; nothing would change.`;
      return { kind: "nothing-to-do", sentence };
    }
    return {
      task: "permissions",
      answers: decision.answers,
      title: `Change who may do what with ${showName(facts.path)}`,
      steps: decision.actions.map((action) => stepOf(action, decision)),
      remarks: remarksOf(facts, decision.wishes.isRecursive),
    };
  },
};

/** Nothing that can be seen would change, which says nothing of the rest. */
function unseen({ path, closed }: PermissionFacts): TaskProblem {
  const sentence = `What can be seen of ${showName(path)} is like that already, but ${countOf(closed, "folder")} in it could not be looked into from this account. Run as root, Handrail sees the rest.`;
  return { kind: "cannot", sentence };
}

/** Without a wish there is still what is so now. */
function unanswered(answers: Answers, facts: PermissionFacts): TaskProblem {
  const report = reportAccess({}, facts);
  if (answers.least === true && report.least === undefined) {
    const sentence = `${showName(facts.path)} gives nobody more than is needed; nothing would change.`;
    return { kind: "nothing-to-do", sentence };
  }
  const rows = report.rows.map(
    ({ label, now }) => `${label} can ${describeRights(now, report.isFolder)}`,
  );
  const least = report.least === undefined ? [] : ["least=yes"];
  const now = `Now, of ${showName(facts.path)}: ${rows.join("; ")}.`;
  return {
    kind: "unanswered",
    sentence: `${now} Nothing was chosen to be otherwise.`,
    now,
    suggestions: [...least, "change=owner", "see=owner,group", "mode=0750"],
  };
}

function stepOf(action: Action, { runAs }: Decision): TaskStep {
  return {
    title: titleOf(action),
    action,
    runAs,
    verify: { kind: "as-foreseen" },
    inverse: { kind: "kept" },
  };
}

function titleOf(action: Action): string {
  const only = "only" in action && action.only !== undefined ? ` of ${action.only}` : "";
  if (action.kind === "change-owner") return `change the owner${only}`;
  if (action.kind === "change-acl") return `change the access list${only}`;
  return `change permissions${only}`;
}
