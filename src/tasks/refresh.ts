import type { Task } from "../domain/task.ts";

/** Fetching the lists of what there is, so that updates are seen. */
export const refreshTask: Task<undefined> = {
  id: "refresh",
  title: "Refresh the lists of packages",
  purpose: "ask the sources what is new; nothing is installed",
  synonyms: ["lists", "sources", "fetch", "apt update"],
  questions: [],
  plan: () => ({
    task: "refresh",
    answers: {},
    title: "Refresh the lists of packages",
    steps: [
      {
        title: "fetch the lists of packages",
        action: { kind: "refresh-packages" },
        runAs: "root",
        verify: { kind: "none" },
        inverse: { kind: "none", reason: "older lists are of no use" },
      },
    ],
    remarks: ["Nothing is installed by this."],
  }),
};
