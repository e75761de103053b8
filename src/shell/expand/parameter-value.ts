import { followReferences } from "../references.ts";
import type { Variable, VariableValue } from "../state.ts";
import { sortKeys } from "./array-order.ts";
import type { Run } from "./segments.ts";
import { specialValue } from "./special-parameters.ts";
import { evaluateSubscript, expandKey } from "./subscript.ts";

/** What a parameter holds. */
export interface ParameterValue {
  /** How messages name it. */
  readonly label: string;
  readonly isSet: boolean;
  /** The value, or the elements of a list. */
  readonly elements: readonly VariableValue[];
  /** The keys of the elements of an array. */
  readonly keys?: readonly string[];
  /** Whether it is a list, and of which kind: `@` gives words of their own, `*` one word. */
  readonly spread: "none" | "at" | "star";
  readonly variable?: Variable;
  /** The variable's name, and the key of the element where one is meant. */
  readonly name: string;
  readonly key?: string;
}

/** Looks a parameter up, its subscript being text that is still to be expanded. */
export function lookUp(name: string, subscript: string | undefined, run: Run): ParameterValue {
  const { state } = run.context;
  if (name === "@" || name === "*") {
    const elements = state.positional.map(({ text, unknown }) =>
      unknown === undefined ? { text } : { text, unknown },
    );
    const spread = name === "@" ? "at" : "star";
    return { label: name, name, isSet: elements.length > 0, elements, spread };
  }
  const special = specialValue(name, state);
  if (special !== undefined) return single(name, special.value);
  const variable = state.variables.get(name);
  if (variable?.isReference === true) {
    const meant = followReferences(state.variables, name);
    if (meant.name !== name) return lookUp(meant.name, subscript ?? meant.subscript, run);
  }
  if (subscript === "@" || subscript === "*") return list(name, subscript, variable);
  if (subscript !== undefined) return element(name, subscript, variable, run);
  const value = variable?.values.get("0");
  return { ...single(name, value), key: "0", ...(variable === undefined ? {} : { variable }) };
}

function single(name: string, value: VariableValue | undefined): ParameterValue {
  const elements = value === undefined ? [] : [value];
  return { label: name, name, isSet: value !== undefined, elements, spread: "none" };
}

function list(name: string, subscript: "@" | "*", variable: Variable | undefined): ParameterValue {
  const keys = variable === undefined ? [] : sortKeys(variable);
  const elements = keys.flatMap((key) => variable?.values.get(key) ?? []);
  return {
    label: `${name}[${subscript}]`,
    name,
    isSet: elements.length > 0,
    elements,
    keys,
    spread: subscript === "@" ? "at" : "star",
    ...(variable === undefined ? {} : { variable }),
  };
}

function element(
  name: string,
  subscript: string,
  variable: Variable | undefined,
  run: Run,
): ParameterValue {
  const key =
    variable?.kind === "associative"
      ? expandKey(subscript, run)
      : evaluateSubscript(subscript, variable, run);
  const label = `${name}[${subscript}]`;
  if (key.unknown !== undefined) {
    return { ...single(name, { text: "", unknown: key.unknown }), label };
  }
  // An empty key is only complained about.
  const found = single(name, variable?.values.get(key.text));
  return { ...found, label, key: key.text, ...(variable === undefined ? {} : { variable }) };
}
