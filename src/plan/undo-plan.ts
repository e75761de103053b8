import type { Action } from "../domain/action.ts";
import type { TaskPlan, TaskStep } from "../domain/task-plan.ts";
import { verificationOf } from "./verification-of.ts";

/** What one entry of the journal needs to be taken back. */
export interface UndoPart {
  readonly entry: string;
  /** What was done; absent where the entry keeps files. */
  readonly actions?: readonly Action[];
  readonly inverse?: readonly Action[];
}

export interface UndoSource {
  /** The run or entry that is taken back. */
  readonly id: string;
  /** What it was called. */
  readonly title: string;
  readonly isRoot: boolean;
  /** In the order in which they were done. */
  readonly parts: readonly UndoPart[];
}

/** Taking back what a plan did, as a plan of its own, reviewed and carried out like any other. */
export function planOfUndo({ id, title, isRoot, parts }: UndoSource): TaskPlan {
  const runAs = isRoot ? "root" : "caller";
  return {
    task: "undo",
    answers: { entry: id },
    title: `Undo: ${title}`,
    steps: parts.toReversed().flatMap((part) => stepsOf(part, runAs)),
    remarks: parts.some(({ inverse }) => inverse === undefined) ? [bringingBack] : [],
  };
}

const bringingBack =
  "Files come back as they were before. If any was changed since, none of them is touched.";

function stepsOf({ entry, actions, inverse }: UndoPart, runAs: TaskStep["runAs"]) {
  if (inverse === undefined) {
    const action: Action = { kind: "undo-entry", entry };
    return [stepOf(action, runAs, { kind: "kept" })];
  }
  // Undone in its turn, the whole is done again at once.
  return inverse.map((action, at) =>
    stepOf(action, runAs, { kind: "actions", actions: at === 0 ? (actions ?? []) : [] }),
  );
}

function stepOf(action: Action, runAs: TaskStep["runAs"], inverse: TaskStep["inverse"]): TaskStep {
  return { title: titleOf(action), action, runAs, verify: verificationOf(action), inverse };
}

/** What an action does, as a headline. */
function titleOf(action: Action): string {
  switch (action.kind) {
    case "packages":
      return `${action.operation} ${describePackages(action.packages)}`;
    case "refresh-packages":
      return "refresh the lists of packages";
    case "configure-packages":
      return "finish what was left half done";
    case "change-mode":
      return "change permissions";
    case "change-owner":
      return "change the owner";
    case "change-acl":
      return "change the access list";
    case "take-configuration":
      return "take the maintainer's version";
    case "service":
      return `${action.operation} ${action.unit}`;
    case "lock-account":
      return "lock an account";
    case "ssh-login":
      return "change the settings of ssh";
    case "edit-source":
      return "change a source of packages";
    case "set-level":
      return `set the level to ${action.level}`;
    case "clear-level":
      return "take the level out of the entry of the account";
    case "undo-entry":
      return "bring files back";
  }
}

function describePackages(packages: readonly string[]): string {
  const [first = "all"] = packages;
  const name = first.replace(/=.*/, "");
  return packages.length > 1 ? `${name} and ${packages.length - 1} more` : name;
}
