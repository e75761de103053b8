import type { FoundPackage, PackageDetails, PackageSimulation } from "../../domain/packages.ts";
import type { Query } from "../app/query.ts";
import type { TextInput } from "../parts/text-input.ts";

export type PackageOperation = "install" | "remove";

/** What the manager would do about some names. */
export interface Preview {
  readonly names: readonly string[];
  readonly simulation?: PackageSimulation;
}

/** The page for installing, and its twin for removing. */
export interface PackagesState {
  readonly operation: PackageOperation;
  readonly input: TextInput;
  /** Keys go to the list: letters are keys there, and text in the field. */
  readonly isInList: boolean;
  /** The packages of one role are shown, whatever is typed. */
  readonly role?: { readonly name: string; readonly fills: readonly string[] };
  readonly found: readonly FoundPackage[];
  readonly total: number;
  readonly among: number;
  /** Nothing is called what was typed; those found are spelt nearly so. */
  readonly isNear: boolean;
  /** The first answer has come. */
  readonly isKnown: boolean;
  readonly at: number;
  /** Names chosen for one plan, in the order of choosing. */
  readonly chosen: readonly string[];
  readonly preview?: Preview;
  /** What was told of packages; of the one that is selected the details are asked for. */
  readonly details?: PackageDetails;
  readonly areDetailsOpen: boolean;
  /** One came back from a plan: what was chosen may be done. */
  readonly isBack: boolean;
  readonly trouble?: string;
}

export function selectedPackage({ found, at }: PackagesState): FoundPackage | undefined {
  return found[at];
}

/** The names that Enter makes a plan of: those chosen, else the one selected. */
export function plannedNames(state: PackagesState): readonly string[] {
  if (state.chosen.length > 0) return state.chosen;
  const selected = selectedPackage(state);
  return selected === undefined || selected.fills !== undefined ? [] : [selected.name];
}

export function searchQuery({ input, operation, role }: PackagesState): Query {
  return {
    kind: "search",
    text: role?.name ?? input.text,
    ...(operation === "remove" ? { only: "installed" } : {}),
    ...(role === undefined ? {} : { names: role.fills }),
  };
}

/** Whether two searches are one: answers to older ones are not taken. */
export function isSameSearch(one: Query, other: Query): boolean {
  return (
    one.kind === "search" &&
    other.kind === "search" &&
    one.text === other.text &&
    (one.names === undefined) === (other.names === undefined)
  );
}

export function isSameNames(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, at) => name === other[at]);
}
