import { type AnyGuard, type Concern, isConcerned } from "../domain/guard.ts";
import { guards } from "../guards/index.ts";

/**
 * The guards that may find something in a line that has these concerns. In the bundles
 * scripts/lazy-guards.ts puts another body here, which loads no other guard.
 */
export function guardsFor(concerns: ReadonlySet<Concern>): readonly AnyGuard[] {
  return guards.filter((guard) => isConcerned(guard, concerns));
}
