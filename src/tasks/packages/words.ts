import type { Mending } from "../../domain/check-up.ts";
import type { PackageChange, PackageFailure, PackageTransaction } from "../../domain/packages.ts";
import type { TaskProblem } from "../../domain/task-plan.ts";
import { countOf, formatSize, joinWords, listWords, showName } from "../../domain/text.ts";
import { knownServiceOf } from "../../packages/known-services.ts";

/** `cowsay`, `cowsay and fortune`, `5 packages`: what a title calls the packages somebody named. */
export function describeNames(names: readonly string[]): string {
  return names.length > 3
    ? countOf(names.length, "package")
    : listWords(names.map((name) => showName(name)));
}

/** What sets up packages that a broken-off run left half done. */
export const finishPackages: Mending = {
  task: "configure-packages",
  answers: {},
  label: "finish",
};

/** Why there is no plan, for the person who asked for one. */
export function problemOf(
  { kind, sentence, near = [] }: PackageFailure,
  names: readonly string[] = [],
): TaskProblem {
  if (kind === "broken") return { kind: "cannot", sentence, mending: finishPackages };
  if (near.length === 0) return { kind: "cannot", sentence };
  const problem = { kind: "cannot", sentence, suggestions: near } as const;
  // Of several names, a suggestion stands for one only.
  if (names.length !== 1) return problem;
  return { ...problem, question: { key: "packages", kind: "names" } };
}

/** What the manager's plan would be refused for when it comes to it; undefined where nothing is. */
export function problemWithHeld({ held = [] }: PackageTransaction): TaskProblem | undefined {
  if (held.length === 0) return undefined;
  const [is, its] = held.length === 1 ? ["is", "its version"] : ["are", "their versions"];
  const sentence = `${describeNames(held)} ${is} held at ${its}, so nothing would change. To release: sudo apt-mark unhold ${held.join(" ")}`;
  return { kind: "cannot", sentence };
}

/** Nothing new comes, and yet not all is in order: what an earlier run left has to be finished. */
export function problemWithUnfinished({
  changes,
  unfinished = [],
}: PackageTransaction): TaskProblem | undefined {
  if (changes.length > 0 || unfinished.length === 0) return undefined;
  const [is, it] = unfinished.length === 1 ? ["is", "it"] : ["are", "them"];
  const sentence = `${describeNames(unfinished)} ${is} installed by half: an earlier run of the package manager could not set ${it} up. Finish that first: handrail configure-packages.`;
  return { kind: "cannot", sentence, mending: finishPackages };
}

/** What the plan comes to, in sentences: how many, how large, what goes with it. */
export function remarksOf(transaction: PackageTransaction): readonly string[] {
  const { changes, keptBack } = transaction;
  const going = changes.filter(({ after, isAutomatic }) => after === undefined && isAutomatic);
  return [
    ...describeAmount(transaction),
    ...(going.length === 0
      ? []
      : [
          `${countOf(going.length, "package")} would go with it: ${listWords(
            going.map(({ name }) => name),
            8,
          )}.`,
        ]),
    ...describeServices(changes),
    ...describeKept(keptBack),
  ];
}

/** What runs from then on, and who can reach it. */
function describeServices(changes: readonly PackageChange[]): readonly string[] {
  return changes.flatMap(({ name, before }) => {
    const service = before === undefined ? knownServiceOf(name) : undefined;
    if (service === undefined) return [];
    const { unit, ports } = service;
    const starts = `The service ${unit} usually starts as soon as it is installed`;
    if (ports.length === 0) return [`${starts}.`];
    const where = `${ports.length === 1 ? "port" : "ports"} ${joinWords(ports.map(String))}`;
    return [`${starts}; others can reach it on ${where}, where no firewall keeps them out.`];
  });
}

function describeAmount({
  changes,
  downloadSize = 0,
  sizeDifference,
}: PackageTransaction): readonly string[] {
  const count = (action: string) => changes.filter((change) => change.action === action).length;
  const parts = [
    [count("install"), "added"],
    [count("upgrade"), "updated"],
    [count("downgrade"), "set back to an older version"],
    [count("reinstall"), "installed again"],
    [count("remove") + count("purge"), "removed"],
  ] as const;
  const [first, ...others] = parts
    .filter(([number]) => number > 0)
    .map(([number, word], at) =>
      at === 0 ? `${countOf(number, "package")} ${word}` : `${number} ${word}`,
    );
  if (first === undefined) return [];
  const sizes = [
    ...(downloadSize > 0 ? [`${formatSize(downloadSize)} to fetch`] : []),
    ...describeDifference(sizeDifference),
  ];
  return [`${[first, ...others, ...sizes].join(", ")}.`];
}

function describeDifference(difference: number | undefined): readonly string[] {
  if (difference === undefined || difference === 0) return [];
  const size = formatSize(Math.abs(difference));
  return [difference > 0 ? `${size} more on the disk` : `${size} freed`];
}

function describeKept(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  return [
    `${countOf(names.length, "package")} would stay as ${names.length === 1 ? "it is" : "they are"}, held, or because an update would add or remove others: ${listWords(names, 8)}.`,
  ];
}
