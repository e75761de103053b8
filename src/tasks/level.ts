import { type Level, levels } from "../domain/finding.ts";
import type { Task } from "../domain/task.ts";
import type { TaskPlan, TaskProblem } from "../domain/task-plan.ts";

/** What the task has to know of the person. */
export interface LevelFacts {
  readonly user: string;
  /** The level in the account's entry; absent where it says none. */
  readonly written?: Level;
  /** How many parts the GECOS field of that entry has. */
  readonly parts: number;
  /** The strictest that a policy of this machine allows. */
  readonly fixed?: Level;
}

/** How much a person wants explained and asked; written into the entry of the account. */
export const levelTask: Task<LevelFacts> = {
  id: "level",
  title: "Level",
  purpose: "how much is explained and asked",
  synonyms: ["novice", "standard", "expert", "beginner", "settings"],
  questions: [
    {
      key: "level",
      ask: "Which level",
      kind: "choice",
      choices: [
        { value: "novice", meaning: "everything is explained; what is critical is refused" },
        { value: "standard", meaning: "asks and refuses the same; for people who know the words" },
        { value: "expert", meaning: "short; asks about danger only, refuses nothing" },
      ],
    },
  ],
  plan({ level: answer }, facts): TaskPlan | TaskProblem {
    const level = levels.find((known) => known === answer);
    if (level === undefined) {
      return { kind: "unanswered", sentence: `A level is one of ${levels.join(", ")}.` };
    }
    const { user, written, fixed, parts } = facts;
    if (written === level) {
      return { kind: "nothing-to-do", sentence: `The level of ${user} is ${level} already.` };
    }
    return {
      task: "level",
      answers: { level },
      title: `Set the level of ${user} to ${level}`,
      steps: [
        {
          title: `write ${level} into the entry of the account`,
          action: { kind: "set-level", user, level },
          runAs: "root",
          verify: { kind: "none" },
          inverse: {
            kind: "actions",
            actions: [
              written === undefined
                ? { kind: "clear-level", user, parts }
                : { kind: "set-level", user, level: written },
            ],
          },
        },
      ],
      remarks: [
        "Only the field `other` of the account's entry changes: usermod keeps the rest.",
        ...(fixed === undefined
          ? []
          : [`A policy of this machine holds ${user} at ${fixed}, whatever is written.`]),
      ],
    };
  },
};
