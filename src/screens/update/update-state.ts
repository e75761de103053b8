import type { PackageChange } from "../../domain/packages.ts";
import type { Answers } from "../../domain/task-plan.ts";
import type { Filter } from "../parts/filter.ts";
import { fitsFilter, noFilter } from "../parts/filter.ts";

export interface UpdateState {
  /** Security first, then by name; undefined until they are known. */
  readonly changes?: readonly PackageChange[];
  readonly keptBack: readonly string[];
  /** Seconds since the lists of packages were fetched. */
  readonly listsAge?: number;
  readonly chosen: ReadonlySet<string>;
  readonly at: number;
  readonly filter: Filter;
  readonly waitedSeconds: number;
  /** Answers that the page was opened with; they say what is chosen at first. */
  readonly given?: Answers;
  readonly trouble?: string;
  /** A changelog lies over the list. */
  readonly changelog?: { readonly name: string; readonly text?: string };
}

export const firstUpdateState: UpdateState = {
  keptBack: [],
  chosen: new Set(),
  at: 0,
  filter: noFilter,
  waitedSeconds: 0,
};

/** The updates that the filter lets through. */
export function visibleUpdates({ changes = [], filter }: UpdateState): readonly PackageChange[] {
  return changes.filter(({ name, summary = "", isSecurity }) =>
    fitsFilter(filter, name, summary, isSecurity ? "security" : ""),
  );
}

export function sortUpdates(changes: readonly PackageChange[]): readonly PackageChange[] {
  return changes.toSorted(
    (one, other) =>
      Number(other.isSecurity) - Number(one.isSecurity) || (one.name < other.name ? -1 : 1),
  );
}

export function securityNames(changes: readonly PackageChange[]): ReadonlySet<string> {
  return new Set(changes.filter(({ isSecurity }) => isSecurity).map(({ name }) => name));
}

/** What is chosen at first: everything, unless it was said beforehand what of it. */
export function firstChoice(
  changes: readonly PackageChange[],
  given: Answers | undefined,
): ReadonlySet<string> {
  if (given?.scope === "security") return securityNames(changes);
  const names = new Set(changes.map(({ name }) => name));
  const { packages = [] } = given ?? {};
  const wanted = typeof packages === "string" ? [packages] : packages;
  if (!Array.isArray(wanted) || wanted.length === 0) return names;
  return new Set(wanted.filter((name: string) => names.has(name)));
}

/** What to answer the task: everything and security by their words, which hold tomorrow too. */
export function updateAnswers({ changes = [], chosen }: UpdateState): Answers {
  const names = changes.map(({ name }) => name).filter((name) => chosen.has(name));
  if (names.length === changes.length) return { scope: "all" };
  const security = securityNames(changes);
  const isSecurity = names.length === security.size && names.every((name) => security.has(name));
  return isSecurity ? { scope: "security" } : { scope: "chosen", packages: names };
}
