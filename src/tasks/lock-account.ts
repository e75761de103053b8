import type { AccountAccess } from "../domain/check-up-facts.ts";
import type { Task } from "../domain/task.ts";
import type { TaskPlan, TaskProblem, TaskStep } from "../domain/task-plan.ts";
import { joinWords, showName } from "../domain/text.ts";
import { namesAnswered } from "./common/names-answered.ts";

export interface LockFacts {
  /** Undefined where the accounts cannot be read. */
  readonly access: AccountAccess | undefined;
  /** Who is asked for a lock, as far as such accounts are there, with their numbers. */
  readonly named: readonly { readonly name: string; readonly uid: number }[];
  /** The login of who asks. */
  readonly loginName: string;
}

/** Accounts that anybody can log in to, or that are root by another name. */
export const lockAccountTask: Task<LockFacts> = {
  id: "lock-account",
  title: "Lock an account",
  purpose: "one without a password, or one that is root by another name",
  synonyms: ["account", "user", "password", "disable", "root", "login"],
  questions: [{ key: "accounts", ask: "Which accounts", kind: "names", preset: [] }],
  plan(answers, facts): TaskPlan | TaskProblem {
    const names = namesAnswered(answers, "accounts");
    const problem = names.length === 0 ? problemOfNone(facts) : problemWith(names, facts);
    if (problem !== undefined) return problem;
    const accounts = names.length === 0 ? openAccounts(facts) : names;
    const steps = accounts.map((name) => stepFor(name, facts));
    return {
      task: "lock-account",
      answers: { accounts },
      title: `Lock ${joinWords(accounts)}`,
      steps,
      remarks: remarksOf(steps),
    };
  },
};

/** Those that the check-up speaks of. */
function openAccounts({ access }: LockFacts): readonly string[] {
  return [...new Set([...(access?.withoutPassword ?? []), ...(access?.equalToRoot ?? [])])];
}

/** One is locked at once; of several a person says which. */
function problemOfNone(facts: LockFacts): TaskProblem | undefined {
  const open = openAccounts(facts);
  if (open.length === 1) return undefined;
  if (open.length > 1) {
    const sentence = "Which account to lock was not said.";
    return {
      kind: "unanswered",
      sentence,
      suggestions: open,
      question: { key: "accounts", kind: "names" },
    };
  }
  const isHidden = facts.access?.withoutPassword === undefined;
  const sentence = isHidden
    ? "No account but root has root's number. Which have no password only root can see."
    : "Every account has a password or a lock, and only root is root.";
  return { kind: "nothing-to-do", sentence };
}

function problemWith(names: readonly string[], facts: LockFacts): TaskProblem | undefined {
  const missing = names.find((name) => !facts.named.some((one) => one.name === name));
  if (missing !== undefined) {
    const sentence = `There is no account ${showName(missing)} on this machine.`;
    return {
      kind: "cannot",
      sentence,
      suggestions: openAccounts(facts),
      question: { key: "accounts", kind: "names" },
    };
  }
  if (!names.includes("root")) return undefined;
  return {
    kind: "cannot",
    sentence:
      "The account root itself is not locked here: it is the way in when nothing else works.",
  };
}

function stepFor(name: string, { named, access }: LockFacts): TaskStep {
  const isRoots =
    access?.equalToRoot.includes(name) === true ||
    named.some((one) => one.name === name && one.uid === 0);
  return {
    title: isRoots ? "end an account that is root by another name" : "lock the password",
    action: { kind: "lock-account", user: name, scope: isRoots ? "whole" : "password" },
    runAs: "root",
    verify: { kind: "locked", user: name },
    inverse: { kind: "kept" },
  };
}

function remarksOf(steps: readonly TaskStep[]): readonly string[] {
  const isWhole = steps.some(
    ({ action }) => action.kind === "lock-account" && action.scope === "whole",
  );
  const isPassword = steps.some(
    ({ action }) => action.kind === "lock-account" && action.scope === "password",
  );
  return [
    ...(isPassword
      ? [
          "No password fits any more; keys for ssh still do. `sudo passwd NAME` gives it a password of its own instead.",
        ]
      : []),
    ...(isWhole ? ["No password, key or shell lets anybody in; its files stay root's."] : []),
    "Who is logged in with it stays so until they leave.",
  ];
}
