import type { PackageSimulation, PackageTransaction } from "../../domain/packages.ts";

/** What a task about packages has to know of the machine. */
export interface PackageTaskFacts {
  /** The manager's plan for what was asked. */
  readonly simulation: PackageSimulation;
  /** Packages of the plan that are here for others only. */
  readonly automatic: ReadonlySet<string>;
  /** Of the versions that are here now and would go, as `name=version`, those still to be had. */
  readonly obtainable: ReadonlySet<string>;
  /** Of the packages named, those that are not installed; told where it matters. */
  readonly absent?: readonly string[];
}

/** Versions that are here now and would go: what an undo would have to get again. */
export function versionsLeaving({ changes }: PackageTransaction): readonly string[] {
  return changes.flatMap(({ name, before, after }) =>
    before === undefined || before === after ? [] : [`${name}=${before}`],
  );
}
