import type { Computation, Computed } from "../domain/world.ts";

type Compute = (request: Computation) => Computed | undefined;

/** Milliseconds that real programs may take for one line, all together. */
const patience = 4000;

/**
 * Lets real programs be asked until a person has waited long enough; whatever is asked later is not
 * known, and said to be so by whoever needed it. `find -exec` may ask for thousands.
 */
export function withPatience(
  compute: Compute,
  now: () => number = () => performance.now(),
): Compute {
  let spent = 0;
  return (request) => {
    if (spent > patience) return undefined;
    const started = now();
    const computed = compute(request);
    spent += now() - started;
    return computed;
  };
}
