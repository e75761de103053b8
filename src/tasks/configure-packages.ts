import type { Task } from "../domain/task.ts";
import { countOf, listWords } from "../domain/text.ts";

/** Packages that a broken-off run of the package manager left half done. */
export interface UnfinishedFacts {
  readonly unfinished: readonly string[];
  /** The manager notes of itself that it was interrupted. */
  readonly isInterrupted: boolean;
  /** Installed packages lack others that they need. */
  readonly isLacking: boolean;
}

/** Finishing what was cut off. */
export const configurePackagesTask: Task<UnfinishedFacts> = {
  id: "configure-packages",
  title: "Finish half-done packages",
  purpose: "set up what a broken-off run left in the middle",
  synonyms: ["repair", "broken", "interrupted", "dpkg --configure -a", "fix"],
  questions: [],
  plan(_answers, { unfinished, isInterrupted, isLacking }) {
    if (unfinished.length === 0 && !isInterrupted && !isLacking) {
      return {
        kind: "nothing-to-do",
        sentence: "No package is half done, and none lacks another.",
      };
    }
    return {
      task: "configure-packages",
      answers: {},
      title: "Finish half-done packages",
      steps: [
        {
          title: "finish what was left half done",
          action: { kind: "configure-packages" },
          runAs: "root",
          verify: {
            kind: "packages",
            present: unfinished.map((name) => ({ name })),
            absent: [],
          },
          inverse: { kind: "none", reason: "a package that is set up is not taken apart again" },
        },
      ],
      remarks: [
        ...(unfinished.length === 0
          ? []
          : [`${countOf(unfinished.length, "package")} half done: ${listWords(unfinished, 8)}.`]),
        ...(isLacking ? ["Installed packages lack others that they need; these come too."] : []),
      ],
    };
  },
};
