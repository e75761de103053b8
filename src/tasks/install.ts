import type { Task } from "../domain/task.ts";
import type { TaskPlan, TaskProblem } from "../domain/task-plan.ts";
import { namesAnswered } from "./common/names-answered.ts";
import type { PackageTaskFacts } from "./packages/facts.ts";
import { packageStep } from "./packages/package-step.ts";
import { problemWithNames } from "./packages/valid-names.ts";
import {
  describeNames,
  problemOf,
  problemWithHeld,
  problemWithUnfinished,
  remarksOf,
} from "./packages/words.ts";

/** Adding programs, with all that they need. */
export const installTask: Task<PackageTaskFacts> = {
  id: "install",
  title: "Install software",
  purpose: "find it, see what it brings, install it",
  synonyms: ["add", "get", "download", "program", "package", "software", "apt"],
  questions: [{ key: "packages", ask: "Which packages", kind: "names" }],
  plan(answers, facts): TaskPlan | TaskProblem {
    const names = namesAnswered(answers, "packages");
    if (names.length === 0) {
      return { kind: "unanswered", sentence: "Which packages to install was not said." };
    }
    const problem = problemWithNames(names);
    if (problem !== undefined) return problem;
    const { simulation } = facts;
    if (simulation.kind === "failure") return problemOf(simulation.failure, names);
    const obstacle = problemWithUnfinished(simulation) ?? problemWithHeld(simulation);
    if (simulation.changes.length === 0) return obstacle ?? alreadyThere(names);
    if (obstacle !== undefined) return obstacle;
    return {
      task: "install",
      answers: { packages: names },
      title: `Install ${describeNames(names)}`,
      steps: [packageStep(`install ${describeNames(names)}`, "install", simulation.changes, facts)],
      remarks: remarksOf(simulation),
    };
  },
};

function alreadyThere(names: readonly string[]): TaskProblem {
  const whole = names.length === 1 ? "it is installed" : "all of them are installed";
  return {
    kind: "nothing-to-do",
    sentence: `${describeNames(names)}: ${whole} already, in the newest version there is here.`,
  };
}
