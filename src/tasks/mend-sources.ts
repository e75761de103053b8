import type { SourceEdit } from "../domain/action.ts";
import type { WeakSource } from "../domain/check-up-facts.ts";
import { isSourceFile } from "../domain/read-safety-action.ts";
import type { Task } from "../domain/task.ts";
import type { TaskPlan, TaskProblem, TaskStep } from "../domain/task-plan.ts";
import { countOf, showName } from "../domain/text.ts";
import { namesAnswered } from "./common/names-answered.ts";

export interface SourceFacts {
  /** Sources that are believed without a signature. */
  readonly weak: readonly WeakSource[];
}

/** Sources of packages that are believed without a signature. */
export const mendSourcesTask: Task<SourceFacts> = {
  id: "mend-sources",
  title: "Sources without a signature",
  purpose: "look at a source's signature from now on, or switch it off",
  synonyms: ["trusted", "apt", "repository", "signed", "sources.list", "key", "unsigned"],
  questions: [
    {
      key: "how",
      ask: "What to do with them",
      kind: "choice",
      choices: [
        { value: "switch-off", meaning: "nothing is taken from it any more" },
        { value: "demand-signature", meaning: "only what its signature fits is taken" },
      ],
    },
    { key: "sources", ask: "Which sources, by their addresses", kind: "names", preset: [] },
  ],
  plan(answers, { weak }): TaskPlan | TaskProblem {
    const entries = weak.filter(({ line }) => line !== undefined);
    if (entries.length === 0) return problemOfNone(weak);
    const named = namesAnswered(answers, "sources");
    const meant = entries.filter((one) => named.length === 0 || named.includes(addressOf(one)));
    const strange = named.find((name) => !entries.some((one) => addressOf(one) === name));
    if (strange !== undefined) {
      const sentence = `${showName(strange)} is no source that is believed without a signature.`;
      const suggestions = [...new Set(entries.map(addressOf))];
      return { kind: "cannot", sentence, suggestions, question: { key: "sources", kind: "names" } };
    }
    const { how } = answers;
    if (how !== "switch-off" && how !== "demand-signature") return howUnanswered(meant);
    return planFor(meant, how);
  },
};

function problemOfNone(weak: readonly WeakSource[]): TaskProblem {
  if (weak.length === 0) {
    return { kind: "nothing-to-do", sentence: "No source is believed without a signature." };
  }
  const names = weak.map(({ name }) => name).join(", ");
  return {
    kind: "cannot",
    sentence: `A setting for all sources takes what is not signed: ${showName(names)}. It stands in a file of /etc/apt/apt.conf.d; take the line out there.`,
  };
}

function howUnanswered(meant: readonly WeakSource[]): TaskProblem {
  const isSigned = meant.every((one) => one.isSigned);
  const [is, it] = meant.length === 1 ? ["is", "it"] : ["are", "them"];
  const off = ["switch-off", `nothing is taken from ${it} any more`] as const;
  const may = isSigned ? "" : `; ${it === "it" ? "this one" : "these"} may have none`;
  const demand = ["demand-signature", `only what a signature fits is taken${may}`] as const;
  const choices = isSigned ? [demand, off] : [off, demand];
  return {
    kind: "unanswered",
    sentence: `${countOf(meant.length, "source")} of packages ${is} believed without a signature. What is to become of ${it}?`,
    suggestions: choices.map(([value]) => value),
    meanings: choices.map(([, meaning]) => meaning),
    question: { key: "how", kind: "choice" },
  };
}

function planFor(meant: readonly WeakSource[], edit: SourceEdit): TaskPlan | TaskProblem {
  const steps = [...new Set(meant.map(({ file }) => file))].flatMap((file) =>
    stepFor(
      file,
      meant.filter((one) => one.file === file),
      edit,
    ),
  );
  if (steps.length === 0) {
    return {
      kind: "cannot",
      sentence: "What was fetched is not signed, although a signature is asked for: switch it off.",
      suggestions: ["switch-off"],
      question: { key: "how", kind: "choice" },
    };
  }
  const foreign = steps.find(
    ({ action }) => action.kind === "edit-source" && !isSourceFile(action.file),
  );
  if (foreign?.action.kind === "edit-source") {
    const sentence = `${showName(foreign.action.file)} lies outside of /etc/apt and is not changed here.`;
    return { kind: "cannot", sentence };
  }
  const sources = [...new Set(meant.map(addressOf))];
  const what = edit === "switch-off" ? "Switch off" : "Ask for the signature of";
  return {
    task: "mend-sources",
    answers: { how: edit, sources },
    title: `${what} ${countOf(sources.length, "source")}`,
    steps,
    remarks: [remarks[edit]],
  };
}

const remarks: Readonly<Record<SourceEdit, string>> = {
  "switch-off": "Packages from it stay as they are and get no more updates.",
  "demand-signature":
    "Refresh the lists afterwards (handrail refresh): a source whose signature does not fit says so then, and gives nothing.",
};

function addressOf({ name }: WeakSource): string {
  return name.split(" ")[0] ?? name;
}

/** A line may stand for several sources, and is changed once. */
function stepFor(
  file: string,
  meant: readonly WeakSource[],
  edit: SourceEdit,
): readonly TaskStep[] {
  const places = meant.flatMap(({ line, beliefs = [] }) =>
    edit === "switch-off" ? (line ?? []) : beliefs,
  );
  const lines = [...new Set(places)].toSorted((one, other) => one - other);
  if (lines.length === 0) return [];
  return [
    {
      title: edit === "switch-off" ? "switch a source off" : "ask for a source's signature",
      action: { kind: "edit-source", file, edit, lines },
      runAs: "root",
      verify: { kind: "source", file, sources: meant.map(({ name }) => name) },
      inverse: { kind: "kept" },
    },
  ];
}
