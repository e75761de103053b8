import type { Probed, WaitingUpdates } from "../../domain/check-up-facts.ts";
import { readListsAge } from "../../system/check-up/lists-age.ts";
import { asideForVerify } from "../../system/make-way.ts";
import { askLater, packageManager } from "../package-manager.ts";
import type { Surroundings } from "./surroundings.ts";

/** The package manager's own plan of an update of everything. */
export async function lookForUpdates({ session }: Surroundings): Promise<Probed<WaitingUpdates>> {
  const found = await askLater(packageManager.waiting(), session, asideForVerify);
  if (found.kind === "failure") return { kind: "unknown", reason: found.failure.sentence };
  const { changes, keptBack } = found;
  const listsAge = readListsAge();
  return {
    kind: "known",
    facts: { changes, keptBack, ...(listsAge === undefined ? {} : { listsAge }) },
  };
}
