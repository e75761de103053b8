import type { Facts } from "../../domain/facts.ts";
import type { Foreseen } from "../../domain/plan.ts";

/** Several guards look at the same thing of the same line; it is worked out once. */
export function oncePerLine<T>(
  workOut: (foreseen: Foreseen, facts: Facts) => T,
): (foreseen: Foreseen, facts: Facts) => T {
  const known = new WeakMap<Foreseen, { readonly facts: Facts; readonly value: T }>();
  return (foreseen, facts) => {
    const found = known.get(foreseen);
    if (found !== undefined && found.facts === facts) return found.value;
    const value = workOut(foreseen, facts);
    known.set(foreseen, { facts, value });
    return value;
  };
}
