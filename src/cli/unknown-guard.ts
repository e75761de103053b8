import { guardIds } from "../domain/finding.ts";
import { nearNames } from "../domain/near-names.ts";
import { showName } from "../domain/text.ts";

/** That there is no such guard, and which one may have been meant. */
export function describeUnknownGuard(id = ""): string {
  const [near] = nearNames(id, guardIds, 1);
  const more = near === undefined ? "handrail guards lists them" : `did you mean ${near}?`;
  return `there is no guard ${showName(id)}; ${more}`;
}

/** The guards that `--yes=GUARD[,GUARD]` names; a sentence where one of them is none. */
export function readAcceptedGuards(attached: string | undefined): readonly string[] | string {
  // Only with `=`, so that the word after it is never taken for a guard.
  if (attached === undefined || attached === "") return "--yes names guards: --yes=GUARD[,GUARD]";
  const named = attached.split(",").map((guard) => guard.trim());
  const strange = named.find((guard) => !guardIds.some((id) => id === guard));
  return strange === undefined ? named : `--yes: ${describeUnknownGuard(strange)}`;
}
