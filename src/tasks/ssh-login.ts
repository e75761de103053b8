import type { Action, SshSetting } from "../domain/action.ts";
import type { RootLogin } from "../domain/check-up-facts.ts";
import type { Task } from "../domain/task.ts";
import type { TaskPlan, TaskProblem, TaskStep } from "../domain/task-plan.ts";

/** The ssh server and the ways to root besides it. */
export interface SshLoginFacts {
  /** Undefined where the server's settings cannot be read. */
  readonly login: RootLogin | undefined;
  /** Whether a file of our own would be read before whatever sets it now. */
  readonly canDropIn: boolean;
  readonly isRunning: boolean;
  /** The unit to be told of new settings; absent where no systemd runs. */
  readonly unit?: string;
  /** Accounts besides root that can become root. */
  readonly administrators: readonly string[];
  /** Root has keys that may log in. */
  readonly hasRootKeys: boolean;
  /** What would be in force all the same, by a condition; absent where that is not known. */
  readonly staying?: string;
  /** Who asks came in as root over ssh. */
  readonly isRootSession: boolean;
}

const rootLogins = [
  { value: "no", meaning: "not at all; log in as yourself and use sudo" },
  { value: "prohibit-password", meaning: "with a key only; no password can be guessed" },
];

/** Closing the ssh server to root, or to accounts without a password. */
export const sshLoginTask: Task<SshLoginFacts> = {
  id: "ssh-login",
  title: "Root over ssh",
  purpose: "who can log in as root from the network",
  synonyms: ["ssh", "sshd", "root", "login", "PermitRootLogin", "password", "harden", "remote"],
  questions: [
    {
      key: "root",
      ask: "How may root log in over ssh",
      kind: "choice",
      choices: rootLogins,
    },
  ],
  plan({ root: value }, facts): TaskPlan | TaskProblem {
    const { login } = facts;
    const problem = problemOf(value, facts);
    if (problem !== undefined || login === undefined) return problem ?? unreadable;
    const steps = [
      ...(login.permitRootLogin === value
        ? []
        : [stepFor("PermitRootLogin", String(value), facts)]),
      ...(login.permitEmptyPasswords ? [stepFor("PermitEmptyPasswords", "no", facts)] : []),
    ];
    if (steps.length === 0) {
      return { kind: "nothing-to-do", sentence: `PermitRootLogin is ${String(value)} already.` };
    }
    return {
      task: "ssh-login",
      answers: { root: String(value) },
      title: "Close ssh to root",
      steps: withReloads(steps, facts),
      remarks: remarksOf(facts, login),
    };
  },
};

const unreadable: TaskProblem = {
  kind: "cannot",
  sentence:
    "The settings of the ssh server cannot be read by you. Run it as: sudo handrail ssh-login",
};

function problemOf(value: unknown, facts: SshLoginFacts): TaskProblem | undefined {
  const { login, administrators, hasRootKeys, isRootSession, staying = value } = facts;
  if (login?.isInstalled === false) {
    return { kind: "nothing-to-do", sentence: "No ssh server is installed here." };
  }
  if (value !== "no" && value !== "prohibit-password") {
    return {
      kind: "unanswered",
      sentence: "How may root log in over ssh?",
      suggestions: rootLogins.map(({ value }) => value),
      meanings: rootLogins.map(({ meaning }) => meaning),
      question: { key: "root", kind: "choice" },
    };
  }
  if (staying !== value) {
    return {
      kind: "cannot",
      sentence: `A Match block sets PermitRootLogin ${String(staying)} for root, whatever stands before it: ${login?.condition ?? ""}. Change or remove that line first.`,
    };
  }
  const isShutOut = isRootSession && administrators.length === 0;
  if (!isShutOut || (value === "prohibit-password" && hasRootKeys)) return undefined;
  return {
    kind: "cannot",
    sentence:
      "You came in as root over ssh, and no other account can become root: you could not come back. Make one first, with: adduser NAME && adduser NAME sudo",
  };
}

function stepFor(setting: SshSetting, value: string, facts: SshLoginFacts): TaskStep {
  const place = facts.canDropIn ? "drop-in" : "main-file";
  return {
    title: `write ${setting} ${value} into the settings of ssh`,
    action: { kind: "ssh-login", setting, value, place, isRunning: facts.isRunning },
    runAs: "root",
    verify: facts.isRunning ? { kind: "ssh-setting", setting, value } : { kind: "as-foreseen" },
    inverse: { kind: "kept" },
  };
}

/**
 * The server reads its settings anew before, which it refuses where they are not sound as they are,
 * and after. Taken back, files come first and the reading that was first comes last.
 */
function withReloads(
  steps: readonly TaskStep[],
  { isRunning, unit }: SshLoginFacts,
): readonly TaskStep[] {
  if (!isRunning || unit === undefined) return steps;
  const action = { kind: "service", unit, operation: "reload" } as const;
  const reload = (title: string, inverse: readonly Action[]): TaskStep => ({
    title,
    action,
    runAs: "root",
    verify: { kind: "service", unit, isActive: true },
    inverse: { kind: "actions", actions: inverse },
  });
  return [
    reload("see that the server takes its settings as they are", [action]),
    ...steps,
    reload("have the server read its settings anew", []),
  ];
}

function remarksOf(
  { administrators, isRunning, unit }: SshLoginFacts,
  { condition }: RootLogin,
): readonly string[] {
  return [
    "Connections that are there stay. Keep this one open until a new one works.",
    ...(isRunning && unit === undefined
      ? ["The server takes it over when it is started anew: nothing here can tell it to."]
      : []),
    ...(condition === undefined
      ? []
      : [`A Match block sets it otherwise for some users or addresses, and stays: ${condition}.`]),
    ...(administrators.length === 0
      ? ["No other account can become root: afterwards root logs in at the machine itself."]
      : []),
  ];
}
