import type { Probed, WaitingUpdates } from "../../domain/check-up-facts.ts";
import { readListsAge } from "../../system/check-up/lists-age.ts";
import { askLater, packageManager } from "../package-manager.ts";
import type { Surroundings } from "./surroundings.ts";

/** The package manager's own plan of an update of everything. */
export async function lookForUpdates({ session }: Surroundings): Promise<Probed<WaitingUpdates>> {
  const request = { operation: "upgrade", names: [] } as const;
  const simulation = await askLater(packageManager.simulate(request), session);
  if (simulation.kind === "failure")
    return { kind: "unknown", reason: simulation.failure.sentence };
  const { changes, keptBack } = simulation;
  const listsAge = readListsAge();
  return {
    kind: "known",
    facts: { changes, keptBack, ...(listsAge === undefined ? {} : { listsAge }) },
  };
}
