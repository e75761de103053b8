import type { PackageChange } from "../domain/packages.ts";
import type { Task } from "../domain/task.ts";
import type { Answers, TaskPlan, TaskProblem } from "../domain/task-plan.ts";
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

/** What to update, by the answers; the wiring asks the manager for the plan of just that. */
export type UpdateScope =
  | { readonly kind: "all" }
  | { readonly kind: "security" }
  | { readonly kind: "chosen"; readonly names: readonly string[] };

/** Newer versions of what is installed. */
export const updateTask: Task<PackageTaskFacts> = {
  id: "update",
  title: "Update",
  purpose: "newer versions of what is installed, security first",
  synonyms: ["upgrade", "patch", "security", "fix", "apt"],
  questions: [
    { key: "packages", ask: "Which packages, nothing for all of them", kind: "names", preset: [] },
    {
      key: "scope",
      ask: "What of them to update",
      kind: "choice",
      choices: [
        { value: "all", meaning: "everything that has a newer version" },
        { value: "security", meaning: "only what mends a security fault" },
        { value: "chosen", meaning: "the packages named" },
      ],
      preset: "all",
    },
  ],
  plan(answers, facts): TaskPlan | TaskProblem {
    const scope = updateScope(answers);
    const { simulation } = facts;
    if (scope.kind === "chosen" && scope.names.length === 0) {
      return { kind: "unanswered", sentence: "Which packages to update was not said." };
    }
    const problem = scope.kind === "chosen" ? problemWithNames(scope.names) : undefined;
    if (problem !== undefined) return problem;
    if (simulation.kind === "failure")
      return problemOf(simulation.failure, scope.kind === "chosen" ? scope.names : []);
    const { changes } = simulation;
    const obstacle = problemWithUnfinished(simulation) ?? problemWithHeld(simulation);
    if (changes.length === 0) return obstacle ?? nothingNewer(scope, facts.absent);
    if (obstacle !== undefined) return obstacle;
    // A new kernel comes as a new package, which "only what is installed" would leave out.
    const operation = changes.some(isNew) ? "install" : "upgrade";
    const title = describeScope(scope, changes);
    return {
      task: "update",
      answers: answersOf(scope),
      title: `Update ${title}`,
      steps: [packageStep(`update ${title}`, operation, changes, facts)],
      remarks: remarksOf(simulation),
    };
  },
};

/** Naming packages is choosing them. */
export function updateScope(answers: Answers): UpdateScope {
  const names = namesAnswered(answers, "packages");
  if (names.length > 0 || answers.scope === "chosen") return { kind: "chosen", names };
  return { kind: answers.scope === "security" ? "security" : "all" };
}

function answersOf(scope: UpdateScope): Answers {
  return scope.kind === "chosen"
    ? { scope: "chosen", packages: scope.names }
    : { scope: scope.kind };
}

function isNew({ before }: PackageChange): boolean {
  return before === undefined;
}

function describeScope(scope: UpdateScope, changes: readonly PackageChange[]): string {
  if (scope.kind === "chosen") return describeNames(scope.names);
  const names = changes.filter((change) => !isNew(change)).map(({ name }) => name);
  return describeNames(names);
}

function nothingNewer(scope: UpdateScope, absent: readonly string[] = []): TaskProblem {
  if (absent.length > 0) {
    const names = describeNames(absent);
    const sentence = `Not installed here, so there is nothing of it to update: ${names}. To install: handrail install ${absent.join(" ")}`;
    return { kind: "cannot", sentence };
  }
  const what = {
    all: "No newer version of anything is in the lists here.",
    security: "No security update is in the lists here.",
    chosen: "No newer version of that is in the lists here.",
  }[scope.kind];
  return {
    kind: "nothing-to-do",
    sentence: `${what} The lists may be old: handrail refresh fetches them anew.`,
  };
}
