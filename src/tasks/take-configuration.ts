import type { Task } from "../domain/task.ts";
import type { TaskStep } from "../domain/task-plan.ts";
import { countOf, showName } from "../domain/text.ts";
import type { Path } from "../domain/world.ts";
import { namesAnswered } from "./common/names-answered.ts";

/** A configuration file that was changed here, and the maintainer's newer version beside it. */
export interface WaitingConfiguration {
  readonly path: Path;
  readonly from: Path;
  readonly package: string;
}

export interface WaitingConfigurations {
  readonly waiting: readonly WaitingConfiguration[];
}

/** Settling what an update left open: the own version of a file in /etc, or the maintainer's. */
export const takeConfigurationTask: Task<WaitingConfigurations> = {
  id: "take-configuration",
  title: "Newer configuration files",
  purpose: "compare your version with the maintainer's, and take the one you want",
  synonyms: ["conffile", "dpkg-dist", "etc", "settings", "merge", "diff"],
  questions: [{ key: "paths", ask: "Which files to take from the maintainer", kind: "names" }],
  plan(answers, { waiting }) {
    const paths = namesAnswered(answers, "paths");
    if (waiting.length === 0 && paths.length === 0) {
      return { kind: "nothing-to-do", sentence: "No newer configuration file is waiting." };
    }
    const taken = waiting.filter(({ path, from }) => paths.includes(path) || paths.includes(from));
    const known = taken.flatMap(({ path, from }) => [path, from]);
    const strange = paths.find((path) => !known.includes(path));
    const suggestions = waiting.map(({ path }) => path);
    const question = { key: "paths", kind: "names" } as const;
    if (strange !== undefined) {
      const sentence = `No newer version waits beside ${showName(strange)}.`;
      if (waiting.length === 0) return { kind: "cannot", sentence };
      return { kind: "cannot", sentence, suggestions, question };
    }
    if (taken.length === 0) {
      const sentence = "Which files to take from the maintainer was not said.";
      return { kind: "unanswered", sentence, suggestions, question };
    }
    return {
      task: "take-configuration",
      answers: { paths: taken.map(({ path }) => path) },
      title: `Take the maintainer's version of ${countOf(taken.length, "file")}`,
      steps: taken.map(stepOf),
      remarks: ["What you had is kept and comes back by an undo."],
    };
  },
};

function stepOf({ path, from }: WaitingConfiguration): TaskStep {
  return {
    title: "take the maintainer's version",
    action: { kind: "take-configuration", path, from },
    runAs: "root",
    verify: { kind: "as-foreseen" },
    inverse: { kind: "kept" },
  };
}
