import { guardIds } from "../domain/finding.ts";
import { nearNames } from "../domain/near-names.ts";
import { showName } from "../domain/text.ts";

/** That there is no such guard, and which one may have been meant. */
export function describeUnknownGuard(id = ""): string {
  const [near] = nearNames(id, guardIds, 1);
  const more = near === undefined ? "handrail guards lists them" : `did you mean ${near}?`;
  return `there is no guard ${showName(id)}; ${more}`;
}
