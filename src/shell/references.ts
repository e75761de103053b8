import type { Variable } from "./state.ts";

/** What a name means when `declare -n` made it stand for another: `other`, or `other[subscript]`. */
export interface Meant {
  readonly name: string;
  readonly subscript?: string;
}

const longestChain = 10;

/** The variable that a name means, references followed. */
export function followReferences(variables: ReadonlyMap<string, Variable>, name: string): Meant {
  let meant: Meant = { name };
  for (let step = 0; step < longestChain; step += 1) {
    const variable = variables.get(meant.name);
    const target = variable?.isReference === true ? variable.values.get("0")?.text : undefined;
    if (target === undefined || target === "") return meant;
    const [, array, subscript] = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(target) ?? [];
    if (array !== undefined && subscript !== undefined) return { name: array, subscript };
    meant = { name: target };
  }
  return meant;
}
