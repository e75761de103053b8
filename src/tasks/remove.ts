import type { Task } from "../domain/task.ts";
import type { TaskPlan, TaskProblem } from "../domain/task-plan.ts";
import { namesAnswered } from "./common/names-answered.ts";
import type { PackageTaskFacts } from "./packages/facts.ts";
import { packageStep } from "./packages/package-step.ts";
import { problemWithNames } from "./packages/valid-names.ts";
import { describeNames, problemOf, problemWithHeld, remarksOf } from "./packages/words.ts";

/** Taking programs away, and saying beforehand what goes with them. */
export const removeTask: Task<PackageTaskFacts> = {
  id: "remove",
  title: "Remove software",
  purpose: "see what goes with it, remove it",
  synonyms: ["uninstall", "delete", "purge", "package", "software", "apt"],
  questions: [
    { key: "packages", ask: "Which packages", kind: "names" },
    {
      key: "settings",
      ask: "What becomes of their settings",
      kind: "choice",
      choices: [
        { value: "keep", meaning: "the files in /etc stay, for when they are installed again" },
        { value: "delete", meaning: "the files in /etc go too, and cannot be brought back" },
      ],
      preset: "keep",
    },
  ],
  plan(answers, facts): TaskPlan | TaskProblem {
    const names = namesAnswered(answers, "packages");
    if (names.length === 0) {
      return { kind: "unanswered", sentence: "Which packages to remove was not said." };
    }
    const problem = problemWithNames(names);
    if (problem !== undefined) return problem;
    const { simulation } = facts;
    if (simulation.kind === "failure") return problemOf(simulation.failure, names);
    if (simulation.changes.length === 0) {
      return { kind: "nothing-to-do", sentence: `Not installed here: ${describeNames(names)}.` };
    }
    const obstacle = problemWithHeld(simulation);
    if (obstacle !== undefined) return obstacle;
    const operation = answers.settings === "delete" ? "purge" : "remove";
    return {
      task: "remove",
      answers: { packages: names, settings: operation === "purge" ? "delete" : "keep" },
      title: `Remove ${describeNames(names)}`,
      steps: [packageStep(`remove ${describeNames(names)}`, operation, simulation.changes, facts)],
      remarks: remarksOf(simulation),
    };
  },
};
